//! Whose row of a list to sign a code stands beside.

use yinhui_core::event::RowCode;
use yinhui_store::{Reader, StoreError};

/// Whose row it is.
pub(crate) struct RowOf {
    /// Record id of the event.
    pub(crate) event: String,
    /// Its name.
    pub(crate) name: String,
    /// Its day.
    pub(crate) day: String,
    /// It was called off.
    pub(crate) cancelled: bool,
    /// Record id of the person; none where nobody on the list fits, or more than one.
    pub(crate) person: Option<String>,
}

/// The event and the person of a code; none where no event fits.
pub(crate) fn row_of(reader: &Reader<'_>, code: RowCode) -> Result<Option<RowOf>, StoreError> {
    let mut found = None;
    for (event, name, day, cancelled) in reader.events_ending(&format!("{:08x}", code.event))? {
        let mut fits =
            reader.roster(&event)?.into_iter().map(|row| row.person).filter(|person| code.is_of(person));
        let person = fits.next().filter(|_| fits.next().is_none());
        let sure = person.is_some();
        found = Some(RowOf { event, name, day, cancelled, person });
        if sure {
            break;
        }
    }
    Ok(found)
}
