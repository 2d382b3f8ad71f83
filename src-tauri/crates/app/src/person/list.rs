use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::operator::Role;
use crate::person::columns::{Came, Column, Known, columns};
use crate::person::{Condition, ListPeople, PeoplePage, PersonFilter, PersonRow, own, show};
use chrono::{Datelike, Duration, Months, NaiveDate};
use yinhui_core::date::typed;
use yinhui_core::person::{Field, field::Kind};
use yinhui_core::text;
use yinhui_store::StoreError;
use yinhui_store::person::{Bound, Filter, Order, OwnTest, PersonRecord, Reckoned, Test};

/// The most rows of one page.
const MOST: i64 = 200;

/// A page of the register.
pub(crate) fn list(context: &Context<'_>, list: ListPeople) -> Answer<PeoplePage> {
    let filter = filter(context, &list.filter)?;
    let order = order(list.sort.as_deref())?.unwrap_or_default();
    let columns = columns(list.columns.as_deref().unwrap_or_default())?;
    let limit = list.limit.clamp(1, MOST);
    let today = context.today();
    let has_own = columns.iter().any(|column| matches!(column, Column::Own(_)));
    let has_visits = columns.iter().any(Column::is_of_visits);
    context.read(|reader| {
        let (people, total) = reader.list_people(&filter, order, list.offset.max(0), limit)?;
        let row = |person: PersonRecord| {
            let mut known = Known::of(&person.facts, today);
            if has_own {
                known.extras = reader.extras_of(&person.id)?;
            }
            if has_visits {
                known.came = Came::of(reader, &person.id, today)?;
            }
            let cell = |column: &Column| (column.key().to_owned(), column.shown(&known));
            let cells = columns.iter().map(cell).collect();
            Ok(PersonRow { cells, ..show::row(person, today) })
        };
        Ok(PeoplePage { total, rows: people.into_iter().map(row).collect::<Result<_, StoreError>>()? })
    })
}

/// The order asked for, if one was.
pub(super) fn order(asked: Option<&str>) -> Answer<Option<Order>> {
    Ok(Some(match asked {
        None => return Ok(None),
        Some("name") => Order::Name,
        Some("birth") => Order::Birth,
        Some("branch") => Order::Branch,
        Some("recent") => Order::Recent,
        Some(_) => return Err(ApiError::invalid("sort", "sort", "没有这种排序。")),
    }))
}

/// What the store is asked for.
pub(crate) fn filter(context: &Context<'_>, filter: &PersonFilter) -> Answer<Filter> {
    let missing = match filter.missing.as_deref() {
        None | Some("") => None,
        Some(key) => Some(
            Field::from_key(key)
                .ok_or_else(|| ApiError::invalid("filter.missing", "field", "没有这个项目。"))?,
        ),
    };
    let conditions = Conditions::read(context, filter.also.as_deref().unwrap_or_default())?;
    Ok(Filter {
        words: filter.words.clone().filter(|words| !words.trim().is_empty()),
        sex: filter.sex.clone(),
        branch: filter.branch.clone(),
        unit: filter.unit.clone(),
        state: filter.state.clone().filter(|state| !state.is_empty()),
        retirement_kind: filter.retirement_kind.clone(),
        missing,
        team: filter.team.clone(),
        functional: filter.functional.clone(),
        also: conditions.also,
        own: conditions.own,
        reckoned: conditions.reckoned,
        last_visit: conditions.last_visit,
    })
}

/// Conditions of one list: more are a slip.
const MOST_CONDITIONS: usize = 10;

/// The conditions of a list, read.
#[derive(Default)]
struct Conditions {
    own: Vec<OwnTest>,
    also: Vec<(Field, Test)>,
    reckoned: Vec<Reckoned>,
    last_visit: Vec<Test>,
}

impl Conditions {
    fn read(context: &Context<'_>, asked: &[Condition]) -> Answer<Self> {
        if asked.len() > MOST_CONDITIONS {
            return Err(ApiError::invalid(
                "filter.also",
                "count",
                format!("条件最多 {MOST_CONDITIONS} 个。"),
            ));
        }
        let mut all = Self::default();
        for (at, condition) in asked.iter().enumerate() {
            all.take(context, at, condition)?;
        }
        Ok(all)
    }

    fn take(&mut self, context: &Context<'_>, at: usize, condition: &Condition) -> Answer<()> {
        let today = context.today();
        let is_admin = context.role() == Some(Role::Admin);
        match condition.field.as_str() {
            "standing" => {
                let years = bound(at, condition, "党龄")?;
                self.reckoned.push(Reckoned::Standing { years, on: today });
            }
            "visits" => {
                let times = bound(at, condition, "到馆次数")?;
                self.reckoned.push(Reckoned::Visits { times, year: today.year() });
            }
            "last_visit" if matches!(condition.test.as_str(), "from" | "to" | "known" | "missing") => {
                self.last_visit.push(tested(at, Tested::Date, condition, today)?);
            }
            "last_visit" => return Err(wrong(at, "没有这种条件。")),
            key => match own::label_of(key) {
                Some(label) => {
                    let test = tested(at, Tested::Words, condition, today)?;
                    self.own.push(OwnTest { label: label.to_owned(), test, guarded: !is_admin });
                }
                None => {
                    let field = Field::from_key(key).ok_or_else(|| wrong(at, "没有这个项目。"))?;
                    let test = tested(at, Tested::of(field), condition, today)?;
                    // What somebody must not see they cannot feel their way to, one digit after another.
                    let tells = !matches!(test, Test::Known | Test::Missing);
                    if tells && field.is_masked() && !is_admin {
                        let message = format!("{}不能按内容筛选，只能筛有没有填。", field.label());
                        return Err(ApiError::invalid(&format!("filter.also.{at}"), "masked", message));
                    }
                    self.also.push((field, test));
                }
            },
        }
        Ok(())
    }
}

/// A number that is not passed, or reached.
fn bound(at: usize, condition: &Condition, what: &str) -> Answer<Bound> {
    let number = text::normal(&condition.value).trim().parse::<i64>().ok();
    let number = number.filter(|number| (0..=100_000).contains(number));
    let number = || number.ok_or_else(|| wrong(at, &format!("{what}请填整数。")));
    match condition.test.as_str() {
        "least" => Ok(Bound::Least(number()?)),
        "most" => Ok(Bound::Most(number()?)),
        _ => Err(wrong(at, "没有这种条件。")),
    }
}

fn wrong(at: usize, message: &str) -> ApiError {
    ApiError::invalid(&format!("filter.also.{at}"), "condition", message)
}

/// What kind of thing is tested.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tested {
    Words,
    Date,
    Birth,
}

impl Tested {
    fn of(field: Field) -> Self {
        match field.kind() {
            Kind::Date if field == Field::Birth => Self::Birth,
            Kind::Date => Self::Date,
            _ => Self::Words,
        }
    }
}

/// The test that was asked for; a date or an age only where there is one.
fn tested(at: usize, what: Tested, condition: &Condition, today: NaiveDate) -> Answer<Test> {
    let wrong = |message: &str| wrong(at, message);
    let value = text::tidy(&condition.value);
    let word = || if value.is_empty() { Err(wrong("请填条件的内容。")) } else { Ok(value.clone()) };
    let date = || {
        let typed = (what != Tested::Words).then(|| typed(&value, today)).flatten();
        typed.map(|date| date.to_string()).ok_or_else(|| wrong("日期请写成 1949、1949.3 或 19490305。"))
    };
    let years = || {
        let years = value.parse::<u32>().ok().filter(|years| what == Tested::Birth && *years <= 150);
        years.ok_or_else(|| wrong("年龄请填 0 到 150 的整数。"))
    };
    let born = |years: u32| today.checked_sub_months(Months::new(years * 12)).unwrap_or(today);
    Ok(match condition.test.as_str() {
        "is" => Test::Is(word()?),
        "is_not" => Test::IsNot(word()?),
        "begins" => Test::Begins(word()?),
        "has" => Test::Has(word()?),
        "known" => Test::Known,
        "missing" => Test::Missing,
        "from" => Test::From(date()?),
        "to" => Test::To(date()?),
        "age_from" => Test::To(born(years()?).to_string()),
        "age_to" => Test::From((born(years()? + 1) + Duration::days(1)).to_string()),
        _ => return Err(wrong("没有这种条件。")),
    })
}
