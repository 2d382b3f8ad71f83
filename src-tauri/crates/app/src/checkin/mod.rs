//! The desk: who came, when and what for.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

mod back_enter;
mod day;
mod export;
mod find;
mod group;
mod heads;
mod leave;
pub(crate) mod moment;
mod months;
mod names;
pub(crate) mod person;
mod say;
mod span;
mod undo;

pub(crate) use back_enter::back_enter;
pub(crate) use day::day;
pub use export::ExportSpan;
pub(crate) use export::export;
pub(crate) use find::find;
pub(crate) use group::{group, guest};
pub use heads::Heads;
pub(crate) use heads::MOST_HEADS;
pub(crate) use leave::{inside, leave};
pub(crate) use months::months;
pub use months::{Months, PurposeMonths, ShowMonths};
pub use person::Ask;
pub(crate) use person::person;
pub(crate) use span::span;
pub use span::{DayCount, PurposeCount, ShowSpan, Span};
pub(crate) use undo::undo;

/// Look somebody up at the desk.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Find {
    /// Card, ID, last four, name or part of it, pinyin, initials; the code beside a name on a list to sign.
    pub words: String,
    /// Record id of the event whose list is open: codes of another one's list are refused.
    pub event: Option<String>,
    /// The desk asks, which takes codes of events on now; left out, such codes are refused.
    pub at_desk: Option<bool>,
}

/// One person who fits.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Match {
    /// Record id.
    pub person: String,
    /// 姓名
    pub name: String,
    /// 性别
    pub sex: String,
    /// 出生年月, `1949-03`.
    pub birth: String,
    /// 周岁 today.
    pub age: String,
    /// 民族
    pub ethnicity: String,
    /// 所在支部
    pub branch: String,
    /// 原工作单位
    pub unit: String,
    /// When they checked in today for the chosen purpose or at all, `09:12`.
    pub today: Option<String>,
    /// At most one thing to say: 今天生日, 党龄满50年 ….
    pub say: Option<String>,
    /// Name of the event on now that they are registered for.
    pub event: Option<String>,
    /// The words name this person exactly (card, ID, full name).
    pub exact: bool,
    /// There is a photo.
    pub has_photo: bool,
}

/// Who fits, best first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Matches {
    /// At most nine.
    pub matches: Vec<Match>,
    /// How many fit in all, counted up to a thousand.
    pub total: i64,
    /// The one that Enter takes: the sole match or the sole exact match.
    pub enter: Option<String>,
    /// Why nobody is shown though the words are a card's, or a code's of a list to sign.
    pub refused: Option<String>,
    /// Record id of the event on whose list the words are the code beside their name: they signed there.
    pub signed: Option<String>,
}

/// Check a person in.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct CheckInPerson {
    /// Record id.
    pub person: String,
    /// Name of the purpose; the first of the list when left out.
    pub purpose: Option<String>,
    /// For a visit entered afterwards, local time `2026-03-05T09:10`.
    pub at: Option<String>,
    /// Record id of the event they come to; where it is left out, the one on now that they are registered for.
    pub event: Option<String>,
}

/// Checked in.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CheckedIn {
    /// Record id of the presence.
    pub id: String,
    /// Record id of the person.
    pub person: String,
    /// To greet.
    pub name: String,
    /// `2026-03-05T14:26:00+08:00`.
    pub at: String,
    /// They were already here today for this.
    pub repeat: bool,
    /// They had left today, and are back.
    pub returned: bool,
    /// Name of the event they are marked at.
    pub event: Option<String>,
    /// When they first came today, `2026-03-05T09:12:00+08:00`.
    pub first_at: String,
    /// 今年第 N 次.
    pub visits_this_year: i64,
    /// At most one thing to say.
    pub say: Option<String>,
    /// Record id of the notice that is said.
    pub notice: Option<String>,
    /// Record id of the card that has run out, where that is what is said.
    pub expired_card: Option<String>,
    /// At most one fact to ask for.
    pub ask: Option<Ask>,
}

/// A group came.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct CheckInGroup {
    /// 单位 or 社团.
    pub name: String,
    /// How many of each kind.
    pub heads: Heads,
    /// Name of the purpose.
    pub purpose: Option<String>,
    /// Local time, for a visit entered afterwards.
    pub at: Option<String>,
    /// Record id of the event they come to.
    pub event: Option<String>,
}

/// A guest came.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct CheckInGuest {
    /// Optional.
    pub name: Option<String>,
    /// 老干部, 在职 or 群众.
    pub kind: String,
    /// Name of the purpose.
    pub purpose: Option<String>,
    /// Local time, for a visit entered afterwards.
    pub at: Option<String>,
    /// Record id of the event they come to.
    pub event: Option<String>,
}

/// A group or guest is noted.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct GroupCheckedIn {
    /// Record id of the presence.
    pub id: String,
    /// The group's or guest's name.
    pub name: String,
    /// `2026-03-05T14:26:00+08:00`.
    pub at: String,
    /// Heads in all.
    pub heads: i64,
}

/// Names one presence.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PresenceRef {
    /// Record id.
    pub id: String,
}

/// Which day to show.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct ShowDay {
    /// `2026-03-05`; today when left out.
    pub day: Option<String>,
    /// Only this purpose.
    pub purpose: Option<String>,
    /// Lines of the stream wanted, at most 500; 50 when left out.
    pub limit: Option<i64>,
}

/// One line of the day's stream.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct StreamLine {
    /// Record id of the presence.
    pub id: String,
    /// `14:26`.
    pub at: String,
    /// Record id of the person; null for guests and groups.
    pub person: Option<String>,
    /// To show.
    pub name: String,
    /// `在职 12人` for a group, `来宾` for a guest, empty for a person.
    pub detail: String,
    /// Its purpose.
    pub purpose: String,
    /// When they left, `16:05`, where that was noted.
    pub left: Option<String>,
    /// How long they stayed, in minutes.
    pub minutes: Option<i64>,
    /// Entered afterwards, from paper.
    pub back_entered: bool,
    /// This operator may take it back.
    pub may_undo: bool,
}

/// 人次 in one hour of the day.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct HourCount {
    /// 0–23.
    pub hour: i64,
    /// 人次.
    pub visits: i64,
}

/// A day at the desk.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Day {
    /// `2026-03-05`.
    pub day: String,
    /// 到馆人次: one per person and day (or purpose), plus heads.
    pub visits: i64,
    /// 到馆人数: distinct registered people.
    pub persons: i64,
    /// 不记名人次: guests and groups.
    pub anonymous: i64,
    /// 在馆: who is in the building now; null where the centre does not note who leaves, or on another day.
    pub inside: Option<i64>,
    /// 人次 by hour, hours without any left out.
    pub hours: Vec<HourCount>,
    /// Newest first.
    pub stream: Vec<StreamLine>,
    /// Lines in all.
    pub total: i64,
}

/// Note that somebody left.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LeaveBuilding {
    /// Record id of a presence: the person leaves with all they came for today, a group as a whole.
    pub id: String,
    /// They are still here after all.
    #[serde(default)]
    pub back: bool,
}

/// Somebody left, or came back in.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Left {
    /// Record id of the presence.
    pub id: String,
    /// Record id of the person; null for guests and groups.
    pub person: Option<String>,
    /// It was not so before.
    pub changed: bool,
    /// Who.
    pub name: String,
    /// `2026-03-05T16:05:00+08:00`; null where they are back in.
    pub at: Option<String>,
    /// How long they stayed, in minutes.
    pub minutes: Option<i64>,
}

/// One person or group in the building.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct InsideLine {
    /// Record id of a presence.
    pub id: String,
    /// Shared by the rows of one act.
    pub entry: String,
    /// Record id of the person; null for guests and groups.
    pub person: Option<String>,
    /// To show.
    pub name: String,
    /// `来宾 · 群众`, empty for a person.
    pub detail: String,
    /// Since when, `09:12`.
    pub since: String,
    /// What they came for.
    pub purpose: String,
    /// 所在支部
    pub branch: String,
    /// 原工作单位
    pub unit: String,
    /// How many heads.
    pub heads: i64,
}

/// Who is in the building now.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Inside {
    /// Heads in all.
    pub heads: i64,
    /// First come first.
    pub lines: Vec<InsideLine>,
}

/// One line of a paper sheet.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct PaperLine {
    /// Record id of the person; left out for a guest.
    pub person: Option<String>,
    /// The guest's name.
    pub name: Option<String>,
    /// As written: `0910`, `9:10`; empty for the time of the line above.
    pub time: String,
    /// Name of the purpose; the first of the list when left out.
    pub purpose: Option<String>,
    /// Of a guest: 老干部, 在职 or 群众; 群众 when left out.
    pub kind: Option<String>,
    /// How many came under that name; one when left out.
    pub heads: Option<i64>,
    /// When they left, as written; empty where the paper does not say.
    pub left: Option<String>,
}

/// Enter a paper sheet afterwards.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct BackEnter {
    /// Its day, `2026-03-05`.
    pub day: String,
    /// Record id of the event it was laid out for, where it was.
    #[serde(default)]
    pub event: Option<String>,
    /// Its lines in their order.
    pub lines: Vec<PaperLine>,
}

/// One line as entered.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BackEnteredLine {
    /// Record id of the presence.
    pub id: String,
    /// Who.
    pub name: String,
    /// `09:10`.
    pub at: String,
    /// They stood there already: nothing was added.
    pub repeat: bool,
}

/// A sheet is entered.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BackEntered {
    /// Lines that were added.
    pub entered: i64,
    /// Lines that stood there already.
    pub repeated: i64,
    /// Every line.
    pub lines: Vec<BackEnteredLine>,
}
