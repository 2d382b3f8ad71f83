use crate::centre::Centre;
use crate::context::Context;
use crate::error::Answer;
use crate::form::{required, sentence};
use yinhui_store::centre::CentreSettings;

/// Writes the centre's settings. How visits are counted holds from now on, never for the past.
pub(crate) fn save(context: &Context<'_>, centre: Centre) -> Answer<Centre> {
    let centre = Centre {
        name: required("name", "中心名称", &centre.name, 60)?,
        region: sentence(&centre.region, 60),
        visits_per_purpose: centre.visits_per_purpose,
        check_out: centre.check_out,
    };
    context.write(|writer| {
        writer.save_centre(CentreSettings {
            name: &centre.name,
            region: &centre.region,
            visits_per_purpose: centre.visits_per_purpose,
            check_out: centre.check_out,
        })?;
        Ok(centre.clone())
    })
}
