//! Whose row of a list to sign a code stands beside.

use std::collections::BTreeSet;
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

/// The event and the person of a code; none where no event fits. A record that was joined into another since the list was
/// printed leads to the one that stands.
pub(crate) fn row_of(reader: &Reader<'_>, code: RowCode) -> Result<Option<RowOf>, StoreError> {
    let mut found = None;
    for (event, name, day, cancelled) in reader.events_ending(&format!("{:08x}", code.event))? {
        let roster = reader.roster(&event)?.into_iter().map(|row| row.person).collect::<BTreeSet<_>>();
        let mut fits = roster.iter().filter(|person| code.is_of(person)).cloned().collect::<BTreeSet<_>>();
        if fits.is_empty() {
            for joined in reader.joined_ending(&format!("{:08x}", code.person))? {
                fits.extend(Some(reader.stands_for(&joined)?).filter(|person| roster.contains(person)));
            }
        }
        let person = fits.pop_first().filter(|_| fits.is_empty());
        let sure = person.is_some();
        found = Some(RowOf { event, name, day, cancelled, person });
        if sure {
            break;
        }
    }
    Ok(found)
}
