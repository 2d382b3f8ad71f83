use crate::centre::Centre;
use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::form::{required, sentence};
use yinhui_store::centre::CentreSettings;

/// More years than this are a slip.
const LONGEST_CARD: i64 = 20;

/// Writes the centre's settings. How visits are counted holds from now on, never for the past.
pub(crate) fn save(context: &Context<'_>, centre: Centre) -> Answer<Centre> {
    let centre = Centre {
        name: required("name", "中心名称", &centre.name, 60)?,
        region: sentence(&centre.region, 60),
        visits_per_purpose: centre.visits_per_purpose,
        check_out: centre.check_out,
        card_years: centre.card_years,
        ask_facts: centre.ask_facts,
    };
    if !(0..=LONGEST_CARD).contains(&centre.card_years) {
        return Err(ApiError::invalid(
            "card_years",
            "range",
            format!("会员卡有效年数请填 0 到 {LONGEST_CARD}，0 表示长期有效。"),
        ));
    }
    context.write(|writer| {
        writer.save_centre(CentreSettings {
            name: &centre.name,
            region: &centre.region,
            visits_per_purpose: centre.visits_per_purpose,
            check_out: centre.check_out,
            card_years: centre.card_years,
            ask_facts: centre.ask_facts,
        })?;
        Ok(centre.clone())
    })
}
