//! Workbooks that are XML, web pages or text.

use crate::make;
use yinhui_core::import::raw::{Cell, Merge, Sheet};
use yinhui_sheet::{SheetError, read};

fn only(bytes: &[u8]) -> Sheet {
    let mut book = read(bytes).unwrap();
    assert_eq!(book.sheets.len(), 1);
    book.sheets.remove(0)
}

/// Every cell as a person would read it, row by row.
fn written(sheet: &Sheet) -> Vec<String> {
    let row =
        |cells: &[Cell]| cells.iter().map(|cell| cell.written().into_owned()).collect::<Vec<_>>().join("|");
    sheet.rows.iter().map(|line| format!("{}:{}", line.number, row(&line.cells))).collect()
}

fn merge(first_row: u32, last_row: u32, first_col: u32, last_col: u32) -> Merge {
    Merge { first_row, last_row, first_col, last_col }
}

const PAGE: &str = "<html><head><meta charset=gb2312><title>导出</title>\
    <style><!-- td {mso-number-format:'\\@'} --></style>\
    <!--[if gte mso 9]><xml><x:Name>在册&amp;名单</x:Name></xml><![endif]--></head><body>\
    <p>填报单位：勐海县委老干部局</p><table><col width=80><col style='display:none'>\
    <tr><th rowspan=2>姓名<th colspan=2>联系&nbsp;方式\
    <tr><td>手机<td>住址</tr>\
    <tr><td><s>岩  温</s></td><td x:num='4.20102E+17'>4.2E+17</td><td>曼贺路<br>4栋</td></tr>\
    <tr style='display: none'><td>玉&#39321;</td><td x:num='13912345678'>###</td><td>A &lt; B</td></tr>\
    </table><table><tr><td>第二张</table></body></html>";

#[test]
fn a_web_page_named_as_a_workbook() {
    let (chinese, ..) = encoding_rs::GBK.encode(PAGE);
    for bytes in [chinese.as_ref(), PAGE.as_bytes()] {
        let sheet = only(bytes);
        assert_eq!(sheet.name, "在册&名单");
        assert_eq!(
            written(&sheet),
            [
                "1:填报单位：勐海县委老干部局",
                "2:姓名|联系\u{a0}方式",
                "3:|手机|住址",
                "4:岩 温|420102000000000000|曼贺路\n4栋",
                "5:玉香|13912345678|A < B",
                "7:第二张"
            ]
        );
        assert_eq!(sheet.merges, [merge(2, 3, 0, 0), merge(2, 2, 1, 2)]);
        assert_eq!(sheet.hidden_columns, [1]);
        assert_eq!(sheet.rows.iter().filter(|row| row.hidden).map(|row| row.number).collect::<Vec<_>>(), [5]);
        assert_eq!(sheet.row(4).unwrap().struck, [0]);
    }
    assert!(matches!(read(b"<html><body><p>nothing</p></body></html>"), Err(SheetError::Other(_))));
}

#[test]
fn a_web_archive() {
    let coded = |text: &str| {
        text.bytes()
            .map(|b| {
                if b.is_ascii_alphanumeric() || b"<>/ ".contains(&b) {
                    char::from(b).to_string()
                } else {
                    format!("={b:02X}")
                }
            })
            .collect::<String>()
    };
    let page =
        |name: &str| format!("<html><table><tr><td>{name}</td></tr><tr><td>1</td></tr></table></html>");
    let part = |name: &str| {
        format!(
            "\r\n--X.Y\r\nContent-Location: file:///C:/x.htm\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Type: text/html; charset=\"utf-8\"\r\n\r\n{}\r\n",
            coded(&page(name))
        )
    };
    let bytes = format!(
        "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"X.Y\"\r\n\r\nA notice.\r\n{}{}{}\r\n--X.Y--\r\n",
        "\r\n--X.Y\r\nContent-Type: text/html\r\n\r\n<html><frameset></frameset></html>\r\n",
        part("第一支部"),
        part("第二支部")
    );
    let book = read(bytes.as_bytes()).unwrap();
    let firsts =
        book.sheets.iter().map(|sheet| sheet.rows[0].cell(0).written().into_owned()).collect::<Vec<_>>();
    assert_eq!(firsts, ["第一支部", "第二支部"]);
}

const XML: &str = r#"<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="m"><NumberFormat ss:Format="yyyy\.mm"/></Style>
<Style ss:ID="f"><Borders><Border ss:Position="Left" ss:Weight="2"/><Border ss:Position="Right" ss:Weight="3"/>
<Border ss:Position="Top" ss:Weight="2"/><Border ss:Position="Bottom" ss:Weight="2"/></Borders><Font ss:StrikeThrough="1"/></Style></Styles>
<Worksheet ss:Name="名册"><Table><Column ss:Index="3" ss:Hidden="1" ss:Span="1"/>
<Row ss:Index="2"><Cell ss:MergeAcross="2" ss:MergeDown="1"><Data ss:Type="String">标题</Data></Cell><Cell><Data ss:Type="Number">7</Data></Cell></Row>
<Row ss:Index="5" ss:Hidden="1"><Cell ss:StyleID="f"><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">岩<B>温</B>&#10;罕</ss:Data></Cell>
<Cell ss:Index="3" ss:StyleID="m"><Data ss:Type="DateTime">1949-03-01T00:00:00.000</Data></Cell>
<Cell><Data ss:Type="Error">#N/A</Data><Comment><Data>旁注</Data></Comment></Cell></Row>
</Table><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>"#;

#[test]
fn xml_of_2003() {
    let sheet = only(XML.as_bytes());
    assert_eq!((sheet.name.as_str(), sheet.hidden), ("名册", true));
    assert_eq!(written(&sheet), ["2:标题|||7", "5:岩温\n罕||1949-03|#N/A"]);
    let last = sheet.row(5).unwrap();
    assert!(last.hidden && matches!(last.cell(2), Cell::Month { year: 1949, month: 3 }));
    assert_eq!((last.framed.as_slice(), last.struck.as_slice()), (&[0][..], &[0][..]));
    assert_eq!((sheet.merges, sheet.hidden_columns), (vec![merge(2, 3, 0, 2)], vec![2, 3]));
    let cut = XML.split_once("<WorksheetOptions>").unwrap().0;
    assert!(matches!(read(cut.as_bytes()), Err(SheetError::Unreadable(_))), "half of it is not all of it");
}

const CONTENT: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s" xmlns:number="n" xmlns:fo="f">
<office:automatic-styles>
<number:date-style style:name="N1"><number:year/><number:text>.</number:text><number:month/></number:date-style>
<number:number-style style:name="N2"><number:number number:decimal-places="2"/></number:number-style>
<style:style style:name="m" style:family="table-cell" style:data-style-name="N1"/>
<style:style style:name="d" style:family="table-cell" style:data-style-name="N2"/>
<style:style style:name="f" style:family="table-cell"><style:table-cell-properties fo:border="2.49pt solid #000000"/>
<style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="h" style:family="table"><style:table-properties table:display="false"/></style:style>
</office:automatic-styles>
<office:body><office:spreadsheet>
 <table:table table:name="名册" table:style-name="h">
  <table:table-column table:number-columns-repeated="2"/>
  <table:table-column table:visibility="collapse"/>
  <table:table-row>
   <table:table-cell office:value-type="string" table:number-columns-spanned="2" table:number-rows-spanned="1">
    <text:p>标<text:span>题</text:span><text:s text:c="2"/>甲</text:p>
    <office:annotation><text:p>旁注</text:p></office:annotation>
   </table:table-cell>
   <table:covered-table-cell/>
   <table:table-cell office:value-type="float" office:value="1949.1" table:style-name="d"><text:p>1949.10</text:p></table:table-cell>
  </table:table-row>
  <table:table-row table:number-rows-repeated="2" table:visibility="filter">
   <table:table-cell office:value-type="string" table:style-name="f"><text:p>岩温</text:p><text:p>罕</text:p></table:table-cell>
   <table:table-cell office:value-type="date" office:date-value="1949-03-01" table:style-name="m"><text:p>1949.03</text:p></table:table-cell>
   <table:table-cell table:number-columns-repeated="16382"/>
  </table:table-row>
  <table:table-row table:number-rows-repeated="1048573"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
 </table:table>
</office:spreadsheet></office:body></office:document-content>"#;

#[test]
fn a_sheet_of_open_document_with_line_breaks_between_its_tags() {
    let packed = make::zip(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", CONTENT),
    ]);
    let sheet = only(&packed);
    assert_eq!((sheet.name.as_str(), sheet.hidden), ("名册", true));
    assert_eq!(written(&sheet), ["1:标题  甲||1949.10", "2:岩温\n罕|1949-03", "3:岩温\n罕|1949-03"]);
    assert_eq!(sheet.rows.iter().map(|row| row.hidden).collect::<Vec<_>>(), [false, true, true]);
    assert_eq!((&sheet.merges, &sheet.hidden_columns), (&vec![merge(1, 1, 0, 1)], &vec![2]));
    let row = sheet.row(2).unwrap();
    assert_eq!((row.framed.as_slice(), row.struck.as_slice()), (&[0][..], &[0][..]));
    let locked = make::zip(&[("content.xml", "x"), ("META-INF/manifest.xml", "<manifest:encryption-data/>")]);
    assert!(matches!(read(&locked), Err(SheetError::Encrypted)));
    let far = CONTENT.replacen("number-columns-repeated=\"16382\"/>", "number-columns-repeated=\"16382\" office:value-type=\"string\"><text:p>远</text:p></table:table-cell>", 1);
    assert!(matches!(read(&make::zip(&[("content.xml", &far)])), Err(SheetError::TooLarge(_))));
}

#[test]
fn a_blank_line_of_text_is_a_row() {
    let sheet = only("姓名\t备注\r\n\r\n岩温\t甲,乙\r\n".as_bytes());
    assert_eq!(written(&sheet), ["1:姓名|备注", "3:岩温|甲,乙"]);
    assert_eq!(written(&only(b"sep=;\n1;2\n")), ["2:1|2"]);
}
