use crate::write::Kind;
use compact_str::CompactString;
use rusqlite::types::{ToSqlOutput, ValueRef};
use std::collections::BTreeMap;

/// A value of a column: text, whole number or nothing. The same in SQL and in the log.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// No value.
    Null,
    /// A whole number.
    Number(i64),
    /// Text.
    Text(String),
}

/// Values by column.
pub type Row = BTreeMap<&'static str, Value>;

impl Value {
    /// The text, if it is one.
    pub fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<CompactString> for Value {
    fn from(text: CompactString) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Number(i64::from(flag))
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Number(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
        }))
    }
}

impl rusqlite::types::FromSql for Value {
    fn column_result(value: ValueRef<'_>) -> rusqlite::types::FromSqlResult<Self> {
        Ok(match value {
            ValueRef::Null => Self::Null,
            ValueRef::Integer(number) => Self::Number(number),
            other => Self::Text(other.as_str()?.to_owned()),
        })
    }
}

/// A table whose rows are written through the one door. Each has `id` and `undone`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// The centre.
    Centre,
    /// Operators.
    Operator,
    /// Purposes of daily visits.
    Purpose,
    /// Units.
    Unit,
    /// Party organizations.
    Organization,
    /// People.
    Person,
    /// Their states.
    PersonState,
    /// Their memberships.
    Membership,
    /// Presences.
    Presence,
    /// Imports.
    Import,
    /// Pairs a human should look at.
    SuspectPair,
    /// Facts under names of the centre's own.
    PersonExtra,
    /// Headers of imported tables, and what was decided about them.
    ImportMapping,
    /// Cards people come with.
    Card,
    /// Pairs a human has told apart.
    DistinctPair,
    /// What the desk is to tell somebody.
    Notice,
    /// Facts somebody does not want to give.
    Declined,
    /// Relatives of people.
    Relative,
    /// Photos of people.
    Photo,
    /// 社团, 志愿队 ….
    Team,
    /// Who is in them.
    TeamMember,
    /// What was done for those somebody left behind.
    Bereavement,
    /// Lists as somebody likes to see them.
    SavedView,
    /// What one shift leaves for the next.
    ShiftNote,
    /// 活动
    Event,
    /// Who is expected at them.
    Registration,
    /// Lines of ledgers.
    Entry,
    /// Rules a centre sets itself.
    Setting,
    /// Committees.
    Term,
    /// Who holds which post of them.
    Post,
    /// Events that repeat.
    Series,
    /// Who is enrolled for all of a series.
    Enrolment,
    /// Who is in the talent pool.
    Talent,
    /// In which state they are.
    TalentState,
    /// Photos and documents of events and ledger lines.
    Attachment,
    /// 评分表
    ScoreSheet,
    /// Their items.
    ScoreItem,
    /// What organizations got for them.
    Score,
    /// What shows it.
    ScoreEvidence,
    /// 场地
    Venue,
    /// Their uses by others than events.
    Booking,
    /// 补录
    ReturnAmount,
    /// What the officer decided where a record does not tell.
    ReturnRuling,
    /// 说明
    ReturnNote,
    /// 定稿
    FrozenReturn,
    /// Forms of the centre's own.
    ReturnForm,
    /// What organizations were composed of.
    PastComposition,
    /// 下级报表
    ReceivedReturn,
}

impl Table {
    const ALL: [Self; 48] = [
        Self::Centre,
        Self::Operator,
        Self::Purpose,
        Self::Unit,
        Self::Organization,
        Self::Person,
        Self::PersonState,
        Self::Membership,
        Self::Presence,
        Self::Import,
        Self::SuspectPair,
        Self::PersonExtra,
        Self::ImportMapping,
        Self::Card,
        Self::DistinctPair,
        Self::Notice,
        Self::Declined,
        Self::Relative,
        Self::Photo,
        Self::Team,
        Self::TeamMember,
        Self::Bereavement,
        Self::SavedView,
        Self::ShiftNote,
        Self::Event,
        Self::Registration,
        Self::Entry,
        Self::Setting,
        Self::Term,
        Self::Post,
        Self::Series,
        Self::Enrolment,
        Self::Talent,
        Self::TalentState,
        Self::Attachment,
        Self::ScoreSheet,
        Self::ScoreItem,
        Self::Score,
        Self::ScoreEvidence,
        Self::Venue,
        Self::Booking,
        Self::ReturnAmount,
        Self::ReturnRuling,
        Self::ReturnNote,
        Self::FrozenReturn,
        Self::ReturnForm,
        Self::PastComposition,
        Self::ReceivedReturn,
    ];

    /// Its name in SQL and in the log.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Centre => "centre",
            Self::Operator => "operator",
            Self::Purpose => "purpose",
            Self::Unit => "unit",
            Self::Organization => "organization",
            Self::Person => "person",
            Self::PersonState => "person_state",
            Self::Membership => "membership",
            Self::Presence => "presence",
            Self::Import => "import",
            Self::SuspectPair => "suspect_pair",
            Self::PersonExtra => "person_extra",
            Self::ImportMapping => "import_mapping",
            Self::Card => "card",
            Self::DistinctPair => "distinct_pair",
            Self::Notice => "notice",
            Self::Declined => "declined",
            Self::Relative => "relative",
            Self::Photo => "photo",
            Self::Team => "team",
            Self::TeamMember => "team_member",
            Self::Bereavement => "bereavement",
            Self::SavedView => "saved_view",
            Self::ShiftNote => "shift_note",
            Self::Event => "event",
            Self::Registration => "registration",
            Self::Entry => "entry",
            Self::Setting => "setting",
            Self::Term => "term",
            Self::Post => "post",
            Self::Series => "series",
            Self::Enrolment => "enrolment",
            Self::Talent => "talent",
            Self::TalentState => "talent_state",
            Self::Attachment => "attachment",
            Self::ScoreSheet => "score_sheet",
            Self::ScoreItem => "score_item",
            Self::Score => "score",
            Self::ScoreEvidence => "score_evidence",
            Self::Venue => "venue",
            Self::Booking => "booking",
            Self::ReturnAmount => "return_amount",
            Self::ReturnRuling => "return_ruling",
            Self::ReturnNote => "return_note",
            Self::FrozenReturn => "frozen_return",
            Self::ReturnForm => "return_form",
            Self::PastComposition => "past_composition",
            Self::ReceivedReturn => "received_return",
        }
    }

    /// The table of that name.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.name() == name)
    }

    /// What kind of thing has changed when a row of it has.
    pub(crate) const fn kind(self) -> Kind {
        match self {
            Self::Centre | Self::Purpose | Self::SavedView | Self::Setting => Kind::Setting,
            Self::Operator => Kind::Operator,
            Self::Unit => Kind::Unit,
            Self::Organization
            | Self::PastComposition
            | Self::Term
            | Self::Post
            | Self::ScoreSheet
            | Self::ScoreItem
            | Self::Score
            | Self::ScoreEvidence => Kind::Organization,
            Self::Person
            | Self::PersonState
            | Self::Membership
            | Self::SuspectPair
            | Self::PersonExtra
            | Self::Card
            | Self::DistinctPair
            | Self::Notice
            | Self::Declined
            | Self::Relative
            | Self::Photo
            | Self::TeamMember
            | Self::Bereavement => Kind::Person,
            Self::Team => Kind::Organization,
            Self::Presence | Self::ShiftNote => Kind::Presence,
            Self::Import | Self::ImportMapping => Kind::Import,
            Self::Event
            | Self::Registration
            | Self::Series
            | Self::Enrolment
            | Self::Attachment
            | Self::Venue
            | Self::Booking => Kind::Event,
            Self::Entry | Self::Talent | Self::TalentState => Kind::Ledger,
            Self::ReturnAmount
            | Self::ReturnRuling
            | Self::ReturnNote
            | Self::FrozenReturn
            | Self::ReturnForm
            | Self::ReceivedReturn => Kind::Return,
        }
    }
}
