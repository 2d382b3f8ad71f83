use crate::checkin::moment::Moment;
use crate::checkin::person::enter;
use crate::command::Who;
use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::self_service::{OpenScreen, SelfCheckIn, SelfWelcome};
use yinhui_core::person::name;
use yinhui_core::text;
use yinhui_store::StoreError;

/// Shorter digits are no number of anybody's: the last four of a telephone say too little to greet the right one.
const SHORTEST: usize = 6;
/// No card, ID or telephone number is longer.
const LONGEST: usize = 32;

/// Checks in whose number it is. Anybody else is told one and the same: the screen does not say who is registered.
pub(crate) fn check_in(context: &Context<'_>, asked: SelfCheckIn) -> Answer<SelfWelcome> {
    let session = context.session()?;
    let screen = session.open_screen.as_ref().ok_or_else(|| ApiError::fault(&"no open screen"))?;
    let counted = context.token.unwrap_or_default();
    pause(context, counted)?;
    let answer = enter_by_number(context, screen, &asked.number);
    match &answer {
        Ok(_) => context.app.attempts().succeeded(counted),
        Err(error) if error.code == Code::NotFound => context.app.attempts().missed(counted, context.now()),
        Err(_) => {}
    }
    answer
}

/// Five numbers that were nobody's make the screen wait, each further one longer.
fn pause(context: &Context<'_>, counted: &str) -> Answer<()> {
    let wait = context.app.attempts().left(counted, context.now());
    if wait == 0 {
        return Ok(());
    }
    let refused = ApiError::new(Code::LockedOut, "请稍等片刻再试，或到前台办理。");
    Err(ApiError { detail: Some(serde_json::json!({ "seconds": wait })), ..refused })
}

fn enter_by_number(context: &Context<'_>, screen: &OpenScreen, number: &str) -> Answer<SelfWelcome> {
    let number = text::compact(number);
    if !(SHORTEST..=LONGEST).contains(&number.chars().count()) {
        return Err(nobody());
    }
    context.write_for(Who::Desk, |writer| {
        let holders = writer.holders(&number)?;
        let [person] = holders.as_slice() else { return Err(nobody()) };
        let moment = Moment::read(context, writer, None, Some(&screen.purpose))?;
        let chosen = screen.event.as_deref().map(|event| writer.event(event));
        // The event is over with its day, called off or taken back: who comes now comes for the purpose.
        let event = match chosen {
            None | Some(Err(StoreError::NotFound(_))) => None,
            Some(event) => Some(event?).filter(|event| event.day == moment.day && !event.cancelled),
        };
        let moment = Moment { event, ..moment };
        let entered = enter(context, writer, person, &moment)?;
        Ok(SelfWelcome {
            name: name::mask(&entered.name),
            at: entered.first_at.chars().skip(11).take(5).collect(),
            repeat: entered.repeat,
            visits_this_year: entered.visits_this_year,
        })
    })
}

fn nobody() -> ApiError {
    ApiError::new(Code::NotFound, "没有找到，请到前台办理。")
}
