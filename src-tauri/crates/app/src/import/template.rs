use crate::context::Context;
use crate::error::Answer;
use crate::file::save;
use crate::import::WriteTemplate;
use crate::person::Exported;
use yinhui_core::code;
use yinhui_core::person::{Field, field::Kind};
use yinhui_sheet::write::{TemplateColumn, TemplateKind, template as workbook};

/// The columns of a blank roster: header, field, what to write, an example. Every header is one an import knows.
const COLUMNS: [(&str, Field, &str, &str); 28] = [
    ("姓名", Field::Name, "与身份证一致；少数民族姓名中的“·”照写", "岩温"),
    ("性别", Field::Sex, "男或女；填了身份证号可以不填", "男"),
    ("民族", Field::Ethnicity, "写全称", "傣族"),
    ("出生日期", Field::Birth, "知道到哪一级就写到哪一级：年、年月或年月日", "1949-03"),
    ("公民身份号码", Field::Identity, "18位；末位是X的写X", ""),
    ("籍贯", Field::NativePlace, "省、县", "云南景洪"),
    ("文化程度", Field::Education, "最高学历", "大专"),
    ("政治面貌", Field::Political, "从列表选择", "中共党员"),
    ("入党时间", Field::PartyJoin, "同出生日期的写法", "1975-06"),
    ("转正时间", Field::FullMembership, "同出生日期的写法", "1976-06"),
    ("所在支部", Field::Branch, "组织关系所在的支部，写全称", "第一离退休党支部"),
    ("参加工作时间", Field::WorkStart, "同出生日期的写法", "1968-10"),
    ("离退休时间", Field::Retire, "同出生日期的写法", "2009-03"),
    ("离退休类型", Field::RetirementKind, "从列表选择", "退休"),
    ("人员身份", Field::StaffKind, "从列表选择", "公务员"),
    ("原工作单位", Field::Unit, "写单位全称，与公章一致", "景洪市教育局"),
    ("原职务", Field::Post, "离退休时的职务", "副局长"),
    ("职级", Field::Rank, "离退休时的职级；享受的待遇写在下一列", "正科级"),
    ("现享受待遇", Field::Treatment, "", "副处级"),
    ("职称", Field::Title, "", "高级教师"),
    ("联系电话", Field::Phones, "有两个号码时用顿号隔开", "13800000000"),
    ("家庭住址", Field::Address, "现在居住的地方", "景洪市××路××号"),
    ("健康状况", Field::Health, "健康、一般、有慢性病等", "健康"),
    ("紧急联系人", Field::EmergencyName, "家属或其他联系得上的人", "玉香"),
    ("与本人关系", Field::EmergencyRelation, "", "女儿"),
    ("紧急联系电话", Field::EmergencyPhones, "", "13900000000"),
    ("人员状态", Field::State, "不填就是在册；已去世的选去世", "在册"),
    ("备注", Field::Remark, "", ""),
];

/// Writes a blank roster to be filled in, with the branches of this centre to choose from.
pub(crate) fn template(context: &Context<'_>, wanted: WriteTemplate) -> Answer<Exported> {
    let path = context.host().path(&wanted.file)?;
    let branches = context
        .read(|reader| reader.organizations())?
        .into_iter()
        .map(|branch| branch.name)
        .collect::<Vec<_>>();
    let columns = COLUMNS.iter().map(|(header, field, help, example)| TemplateColumn {
        header: (*header).to_owned(),
        kind: kind(*field, &branches),
        required: *field == Field::Name,
        help: (*help).to_owned(),
        example: (*example).to_owned(),
    });
    let bytes = workbook("离退休干部花名册", "花名册", &columns.collect::<Vec<_>>())?;
    Ok(Exported { rows: 0, file: save(&path, &bytes, wanted.file)? })
}

fn kind(field: Field, branches: &[String]) -> TemplateKind {
    match field.kind() {
        Kind::Date => TemplateKind::Date,
        Kind::Code => {
            let entries = code::table(field.key()).map(|table| table.entries.as_slice()).unwrap_or_default();
            TemplateKind::Choice(entries.iter().map(|entry| entry.label.clone()).collect())
        }
        Kind::Reference if field == Field::Branch && !branches.is_empty() => {
            TemplateKind::Choice(branches.to_vec())
        }
        _ => TemplateKind::Text,
    }
}
