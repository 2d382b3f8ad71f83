use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::person::{MoveVisits, PersonRef};

/// Visits moved at once.
const MOST: usize = 1_000;

/// Gives visits to the person whose they are: after two records were taken apart, or where the wrong 玉罕 was chosen.
pub(crate) fn move_visits(context: &Context<'_>, moved: MoveVisits) -> Answer<PersonRef> {
    if moved.visits.is_empty() || moved.visits.len() > MOST {
        return Err(ApiError::invalid("visits", "count", format!("请选 1 到 {MOST} 次到馆记录。")));
    }
    context.write(|writer| {
        writer.move_visits(&moved.visits, &moved.person)?;
        Ok(PersonRef { id: moved.person.clone() })
    })
}
