//! The facts a centre keeps of a person (`domain.md` 4.1), as one list.
//!
//! Store columns, import targets, the page's form and the log all speak of a [`Field`]; a fact added here
//! is known to all of them. Every value travels as text in one canonical form, told by its [`Kind`].

use compact_str::CompactString;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is known of one person: only fields with a value are present.
pub type Facts = BTreeMap<Field, CompactString>;

/// How the text of a field is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Free text.
    Text,
    /// A partial date in ISO form, as fine as it is known: `1949`, `1949-03`, `1949-03-05`.
    Date,
    /// The label of an entry of the code table named like the field.
    Code,
    /// Telephone numbers in normal form, separated by one space.
    Phones,
    /// A GB 11643 number of 18 characters.
    Identity,
    /// `是` or `否`.
    Flag,
    /// A whole number.
    Number,
    /// The name of a record of its own (unit, party organization).
    Reference,
}

/// Where a field stands on a person's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// 基本
    Basic,
    /// 党务
    Party,
    /// 工作与离退休
    Work,
    /// 联系与居住
    Contact,
    /// 健康与家庭
    Care,
}

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident $key:literal $label:literal $kind:ident $section:ident;)*) => {
        /// One fact about a person.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Field {
            $($(#[$doc])* #[serde(rename = $key)] $name,)*
        }

        impl Field {
            /// Every field, in the order of a person's page.
            pub const ALL: &'static [Field] = &[$(Field::$name,)*];

            /// The name in code, JSON and the store's columns.
            pub const fn key(self) -> &'static str {
                match self { $(Field::$name => $key,)* }
            }

            /// The word a clerk reads.
            pub const fn label(self) -> &'static str {
                match self { $(Field::$name => $label,)* }
            }

            /// How its text is to be read.
            pub const fn kind(self) -> Kind {
                match self { $(Field::$name => Kind::$kind,)* }
            }

            /// Where it stands on the page.
            pub const fn section(self) -> Section {
                match self { $(Field::$name => Section::$section,)* }
            }
        }
    };
}

fields! {
    /// Full name as registered; no length limit, `·` kept.
    Name "name" "姓名" Text Basic;
    /// Earlier registered name.
    FormerName "former_name" "曾用名" Text Basic;
    /// Name people use: later-life and monks' names of Dai and Blang men.
    Alias "alias" "别名" Text Basic;
    /// GB/T 2261.1.
    Sex "sex" "性别" Code Basic;
    /// GB 3304.
    Ethnicity "ethnicity" "民族" Code Basic;
    /// As in the archive; may differ from the ID.
    Birth "birth" "出生日期" Date Basic;
    /// GB 11643, never a damaged one.
    Identity "identity" "公民身份号码" Identity Basic;
    /// 军官证, 户口簿, 护照 …
    OtherIdentity "other_identity" "其他证件" Text Basic;
    /// ××省××县.
    NativePlace "native_place" "籍贯" Text Basic;
    /// GB/T 4658, in the words of the roster.
    Education "education" "文化程度" Text Basic;
    /// Number of the centre's own card: digits only.
    Card "card" "卡号" Text Basic;
    /// GB/T 4762.
    Political "political" "政治面貌" Code Party;
    /// 入党时间.
    PartyJoin "party_join" "入党时间" Date Party;
    /// 转正时间.
    FullMembership "full_membership" "转正时间" Date Party;
    /// 党龄校正值, months.
    StandingCorrection "standing_correction" "党龄校正值（月）" Number Party;
    /// The branch that holds the formal membership.
    Branch "branch" "所在支部" Reference Party;
    /// 参加工作（参加革命工作）时间.
    WorkStart "work_start" "参加工作时间" Date Work;
    /// 离退休时间.
    Retire "retire" "离退休时间" Date Work;
    /// 离休, 退休 …
    RetirementKind "retirement_kind" "离退休类型" Code Work;
    /// 公务员, 参公, 事业 …
    StaffKind "staff_kind" "人员类别" Code Work;
    /// The unit before retirement, a record of its own.
    Unit "unit" "原工作单位" Reference Work;
    /// Post held there.
    Post "post" "原职务" Text Work;
    /// Unit and post in one, where they could not be told apart.
    UnitPost "unit_post" "原工作单位及职务" Text Work;
    /// 职级 in the roster's words; kept apart from 待遇.
    Rank "rank" "职级" Text Work;
    /// 职称, 技术等级.
    Title "title" "职称" Text Work;
    /// 现享受待遇.
    Treatment "treatment" "现享受待遇" Text Work;
    /// 享受医疗待遇.
    MedicalTreatment "medical_treatment" "医疗待遇" Text Work;
    /// When the treatment was approved.
    TreatmentDate "treatment_date" "待遇批准时间" Date Work;
    /// The document that approved it.
    TreatmentNumber "treatment_number" "待遇批准文号" Text Work;
    /// 统计标志: counted in the annual return of the department.
    Counted "counted" "统计标志" Flag Work;
    /// 手机号码, 住宅电话.
    Phones "phones" "联系电话" Phones Contact;
    /// 家庭住址.
    Address "address" "住址" Text Contact;
    /// 居住状态: 与子女同住, 独居, 养老机构 …
    Residence "residence" "居住状态" Text Contact;
    /// 是否异地居住.
    Elsewhere "elsewhere" "异地居住" Flag Contact;
    /// 是否易地安置; another thing than living elsewhere.
    Resettled "resettled" "易地安置" Flag Contact;
    /// 紧急联系人.
    EmergencyName "emergency_name" "紧急联系人" Text Contact;
    /// What the emergency contact is to the person.
    EmergencyRelation "emergency_relation" "与本人关系" Text Contact;
    /// The emergency contact's numbers.
    EmergencyPhones "emergency_phones" "紧急联系电话" Phones Contact;
    /// 健康状况, in the roster's words.
    Health "health" "健康状况" Text Care;
    /// 自理, 半自理, 不能自理: not part of the health code.
    SelfCare "self_care" "自理能力" Code Care;
    /// 就近医院.
    Hospital "hospital" "就近医院" Text Care;
    /// 配偶.
    Spouse "spouse" "配偶" Text Care;
    /// 子女情况.
    Children "children" "子女情况" Text Care;
    /// 独居, 生活困难, 失独, 劳模 …: the official list is a GAP, so it is free text.
    SpecialMarks "special_marks" "特殊标识" Text Care;
    /// 兴趣爱好.
    Hobbies "hobbies" "兴趣爱好" Text Care;
    /// 备注.
    Remark "remark" "备注" Text Care;
    /// 在册, 转出, 去世 …: kept as intervals, written only by a change of state.
    State "state" "人员状态" Code Care;
    /// When the state began.
    StateSince "state_since" "状态起始时间" Date Care;
}

impl Field {
    /// The field of that key.
    pub fn from_key(key: &str) -> Option<Field> {
        Field::ALL.iter().copied().find(|field| field.key() == key)
    }

    /// True where an open counter must not show the value whole (`domain.md` 7.1).
    pub const fn is_masked(self) -> bool {
        matches!(self, Field::Identity | Field::Phones | Field::EmergencyPhones | Field::OtherIdentity)
    }
}
