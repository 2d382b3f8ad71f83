use crate::context::Context;
use crate::error::Answer;
use crate::notice::{Notice, NoticeRef};

/// They were told; it is not said again.
pub(crate) fn told(context: &Context<'_>, which: NoticeRef) -> Answer<Notice> {
    context.write(|writer| {
        let notice = writer.notice(&which.id)?;
        if notice.told_at.is_none() {
            writer.notice_told(&notice)?;
        }
        Ok(Notice::of(writer.notice(&which.id)?))
    })
}
