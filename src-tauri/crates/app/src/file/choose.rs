use crate::context::Context;
use crate::error::Answer;
use crate::file::{ChooseFile, Chosen, SaveFile};

/// Asks the person for a file to read, in the host's own dialog.
pub(crate) fn choose(context: &Context<'_>, choose: ChooseFile) -> Answer<Chosen> {
    Ok(Chosen { file: context.host().choose_open(choose.purpose)? })
}

/// Asks the person where to write, in the host's own dialog.
pub(crate) fn save_as(context: &Context<'_>, save: SaveFile) -> Answer<Chosen> {
    Ok(Chosen { file: context.host().choose_save(save.purpose, &save.suggested)? })
}
