use crate::context::Context;
use crate::error::Answer;
use crate::photo::{SavePhoto, jpeg};

/// Bytes of one photo.
const LARGEST: usize = 96 * 1024;
/// Pixels along a side.
const WIDEST: u32 = 1_000;

/// Gives somebody a photo in place of the one before.
pub(crate) fn save(context: &Context<'_>, photo: SavePhoto) -> Answer<()> {
    let jpeg = jpeg::read(&photo.jpeg, LARGEST, WIDEST)?;
    context.write(|writer| {
        writer.person(&photo.person)?;
        Ok(writer.save_photo(&photo.person, &jpeg)?)
    })
}
