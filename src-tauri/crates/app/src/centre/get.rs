use crate::centre::Centre;
use crate::context::Context;
use crate::error::Answer;

/// The centre and its settings.
pub(crate) fn get(context: &Context<'_>, (): ()) -> Answer<Centre> {
    let centre = context.read(|reader| reader.centre())?;
    Ok(Centre {
        name: centre.name,
        region: centre.region,
        visits_per_purpose: centre.visits_per_purpose,
        check_out: centre.check_out,
        card_years: centre.card_years,
        ask_facts: centre.ask_facts,
    })
}
