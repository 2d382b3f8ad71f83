//! Tables as text: cells parted by commas, tabs, semicolons, bars or 顿号.

use super::rows::{Marks, Rows};
use super::{rows::Layout, value};
use crate::SheetError;

/// The one sheet of a text table is called this.
pub(super) const SHEET: &str = "花名册";

/// Marks that may part cells; the first of equals is taken, so the comma where there is none.
const SEPARATORS: [char; 7] = [',', '\t', ';', '|', '，', '；', '、'];

/// Reads a text table.
pub(super) fn read(text: &str, rows: &mut Rows<'_>) -> Result<(), SheetError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (separator, skip) = match told(text) {
        Some(separator) => (separator, true),
        None => (separator(text), false),
    };
    let quotes = closes(text, separator);
    rows.begin(SHEET, false)?;
    let (mut row, mut col, mut failed) = (0, 0, None);
    split(text, separator, quotes, |piece| match piece {
        Piece::Field(field) => {
            if !(skip && row == 0) && failed.is_none() {
                failed = rows.put((row, col), value::text(field), Marks::default(), |_| false).err();
            }
            col += 1;
        }
        Piece::End => {
            row += 1;
            col = 0;
        }
    });
    failed.map_or_else(|| rows.end(Layout::default()), Err)
}

/// The separator that a first line of `sep=;` tells.
fn told(text: &str) -> Option<char> {
    let mut rest = text.lines().next()?.strip_prefix("sep=")?.chars();
    rest.next().filter(|_| rest.next().is_none())
}

/// The mark that parts cells: the one of which most lines have the same number.
fn separator(text: &str) -> char {
    let lines: Vec<&str> =
        text.split(['\n', '\r']).filter(|line| !line.trim().is_empty()).take(100).collect();
    let weight = |mark: char| {
        let mut counts: Vec<usize> =
            lines.iter().map(|line| outside_quotes(line, mark)).filter(|count| *count > 0).collect();
        counts.sort_unstable();
        let alike = counts
            .chunk_by(|a, b| a == b)
            .map(|same| same.len() * same.first().copied().unwrap_or(0).min(20));
        alike.max().unwrap_or(0)
    };
    let (_, best) = SEPARATORS.into_iter().fold((0, ','), |best, mark| {
        let weight = weight(mark);
        if weight > best.0 { (weight, mark) } else { best }
    });
    best
}

fn outside_quotes(line: &str, mark: char) -> usize {
    let mut quoted = false;
    line.chars()
        .filter(|c| {
            quoted ^= *c == '"';
            !quoted && *c == mark
        })
        .count()
}

/// A piece of a text table.
enum Piece {
    Field(String),
    /// The line ends.
    End,
}

/// True where every quote that is opened is closed. Otherwise one of them would swallow the rest of the file, and
/// quotes are better read as letters.
fn closes(text: &str, separator: char) -> bool {
    split(text, separator, true, |_| {})
}

/// Splits a text into fields and lines, blank lines among them, so that they are numbered as a spreadsheet does.
/// False where it ends within quotes.
fn split(text: &str, separator: char, quotes: bool, mut give: impl FnMut(Piece)) -> bool {
    let mut rest = text.chars().peekable();
    let mut field = String::new();
    let (mut quoted, mut begun) = (false, false);
    while let Some(c) = rest.next() {
        match c {
            '"' if quoted && rest.peek() == Some(&'"') => {
                rest.next();
                field.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if quotes && (field.is_empty() || field == "=") => {
                // Excel's way to keep digits as text in such a file: ="0123".
                field.clear();
                quoted = true;
                begun = true;
            }
            _ if quoted => field.push(c),
            '\n' | '\r' => {
                if c == '\r' && rest.peek() == Some(&'\n') {
                    rest.next();
                }
                give(Piece::Field(std::mem::take(&mut field)));
                give(Piece::End);
                begun = false;
            }
            _ if c == separator => {
                give(Piece::Field(std::mem::take(&mut field)));
                begun = true;
            }
            _ => {
                field.push(c);
                begun = true;
            }
        }
    }
    if begun {
        give(Piece::Field(field));
        give(Piece::End);
    }
    !quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Vec<Vec<String>> {
        let separator = told(text).unwrap_or_else(|| separator(text));
        let mut out = vec![Vec::new()];
        split(text, separator, closes(text, separator), |piece| match piece {
            Piece::Field(field) => out.last_mut().unwrap().push(field),
            Piece::End => out.push(Vec::new()),
        });
        out.pop();
        out
    }

    #[test]
    fn the_separator_is_seen() {
        for (text, separator) in [
            ("姓名,性别\n岩温,男\n", ','),
            ("姓名\t备注\n岩温\t甲,乙,丙\n玉香\t丁\n", '\t'),
            ("姓名;性别;住址\n岩温;男;曼贺路,4栋\n", ';'),
            ("姓名|性别\n岩温|男\n", '|'),
            ("姓名、性别\n岩温、男\n", '、'),
            ("姓名，性别\n岩温，男\n", '，'),
            ("姓名\n岩温\n", ','),
            ("\"a;b;c\",1\n\"d;e;f\",2\n", ','),
        ] {
            assert_eq!(super::separator(text), separator, "{text}");
        }
        assert_eq!(told("sep=;\n1;2"), Some(';'));
    }

    #[test]
    fn lines_and_quotes() {
        assert_eq!(table("a,b\r1,2\r"), [["a", "b"], ["1", "2"]]);
        assert_eq!(table("a,b\r\n\r\n1,2"), [vec!["a", "b"], vec![""], vec!["1", "2"]]);
        assert_eq!(table("\"a\"\"b\",\"c\nd\"\n"), [["a\"b", "c\nd"]]);
        assert_eq!(table("=\"0123\",x\n"), [["0123", "x"]]);
        assert_eq!(
            table("a,\"b\n1,2\n"),
            [["a", "\"b"], ["1", "2"]],
            "a quote that nobody closes is a letter"
        );
        assert_eq!(table("a,5\"\n"), [["a", "5\""]]);
    }
}
