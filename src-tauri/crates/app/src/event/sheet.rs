use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::qr::{self, Drawn};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_core::event::RowCode;
use yinhui_store::StoreError;
use yinhui_store::event::RosterRecord;

/// Photos of one list: more would not be put on paper, and need not be held at once.
const MOST: usize = 1_000;

/// What stands beside the names on a list to sign.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ShowSheet {
    /// Record id of the event.
    pub event: String,
    /// Their photos.
    pub photos: bool,
    /// A code to scan.
    pub codes: bool,
}

/// What stands beside one name.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SheetMark {
    /// Record id of the person.
    pub person: String,
    /// The dark squares of their code as a path; empty where none was asked for.
    pub path: String,
    /// Squares along a side of it.
    pub squares: i64,
    /// Their photo, a JPEG in Base64; null where there is none.
    pub jpeg: Option<String>,
}

/// Refuses pictures of more people than [`MOST`].
pub(super) fn refuse_many(people: usize) -> Answer<()> {
    if people <= MOST {
        return Ok(());
    }
    let message = format!("名单超过 {MOST} 人，放不下照片和签到码，请不带照片和签到码打印。");
    Err(ApiError::invalid("event", "too_many", message))
}

/// What stands beside the names on the list to sign of an event.
pub(crate) fn sheet(context: &Context<'_>, show: ShowSheet) -> Answer<Vec<SheetMark>> {
    let lines = context.read(|reader| {
        reader.event(&show.event)?;
        let roster = reader.roster(&show.event)?.into_iter();
        let is_out =
            |line: &RosterRecord| line.state.as_deref() == Some("withdrawn") && line.presence.is_none();
        let roster = roster.filter(|line| !is_out(line)).map(|line| line.person);
        let photo = |person: &str| if show.photos { reader.photo_of(person) } else { Ok(None) };
        roster
            .take(MOST + 1)
            .map(|person| Ok((photo(&person)?, person)))
            .collect::<Result<Vec<_>, StoreError>>()
    })?;
    refuse_many(lines.len())?;
    lines
        .into_iter()
        .map(|(jpeg, person)| {
            let code = RowCode::of(&show.event, &person).filter(|_| show.codes);
            let Drawn { squares, path } =
                code.map(|code| qr::draw(&code.to_string())).transpose()?.unwrap_or_default();
            Ok(SheetMark { person, path, squares, jpeg: jpeg.map(|jpeg| STANDARD.encode(jpeg)) })
        })
        .collect()
}
