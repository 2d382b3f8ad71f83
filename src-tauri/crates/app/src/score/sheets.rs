use crate::context::Context;
use crate::error::Answer;
use crate::score::ScoreSheet;

/// Every sheet, the last year first.
pub(crate) fn sheets(context: &Context<'_>, (): ()) -> Answer<Vec<ScoreSheet>> {
    let found = context.read(|reader| reader.score_sheets())?;
    Ok(found.into_iter().map(ScoreSheet::from).collect())
}
