use crate::context::Context;
use crate::error::{Answer, ApiError, FieldError};
use crate::person::refused::refuse;
use crate::person::{SavePerson, SavedPerson};
use chrono::NaiveDate;
use compact_str::ToCompactString;
use yinhui_core::code;
use yinhui_core::date::typed;
use yinhui_core::person::{Facts, Field, card::is_card, field::Kind, identity, name, phone};
use yinhui_core::text;
use yinhui_store::person::Dates;

/// Longest free text of one field.
const LONGEST: usize = 500;

/// Whether a year stands in what was typed: four digits first, alone or before a separator or a month.
fn typed_with_year(value: &str) -> bool {
    let value = text::compact(value);
    let digits = value.chars().take_while(char::is_ascii_digit).count();
    let year = value.chars().take(4).collect::<String>().parse::<i32>();
    matches!(digits, 4 | 6 | 8) && year.is_ok_and(|year| (1900..=2099).contains(&year))
}

/// What was typed, read.
#[derive(Default)]
struct Typed {
    facts: Facts,
    dates: Dates,
    faults: Vec<FieldError>,
    notes: Vec<String>,
}

/// Registers a person or writes facts of one.
pub(crate) fn save(context: &Context<'_>, save: SavePerson) -> Answer<SavedPerson> {
    let reason = save.reason.as_deref().map(text::tidy).filter(|reason| !reason.is_empty());
    let mut typed = Typed::default();
    for (key, value) in &save.facts {
        typed.take(key, value, context.today(), reason.is_some());
    }
    if save.id.is_none() && !typed.facts.contains_key(&Field::Name) {
        typed.fault(Field::Name, "required", "请填写姓名。");
    }
    if !typed.faults.is_empty() {
        return Err(ApiError::invalid_fields(typed.faults));
    }
    write(context, save.id.as_deref(), typed, reason)
}

fn write(
    context: &Context<'_>,
    id: Option<&str>,
    typed: Typed,
    reason: Option<String>,
) -> Answer<SavedPerson> {
    let today = context.today().to_string();
    context.write(|writer| {
        refuse(context, writer, id, &typed.facts, reason.is_some())?;
        let id = match id {
            Some(id) => {
                writer.save_person(id, &typed.facts, &typed.dates, &today)?;
                id.to_owned()
            }
            None => {
                let mut facts = typed.facts.clone();
                facts.retain(|_, value| !value.is_empty());
                writer.create_person(&facts, &typed.dates, &today)?
            }
        };
        if let Some(reason) = &reason {
            writer.remark_reason(&id, reason)?;
        }
        Ok(SavedPerson { id, notes: typed.notes.clone() })
    })
}

impl Typed {
    fn fault(&mut self, field: Field, code: &str, message: impl Into<String>) {
        self.faults.push(FieldError {
            path: format!("facts.{}", field.key()),
            code: code.into(),
            message: message.into(),
        });
    }

    fn take(&mut self, key: &str, typed_text: &str, today: NaiveDate, insists: bool) {
        let Some(field) = Field::from_key(key) else {
            self.faults.push(FieldError {
                // Not the key itself: it is whatever was sent.
                path: "facts".into(),
                code: "field".into(),
                message: "没有这个项目。".into(),
            });
            return;
        };
        if matches!(field, Field::State | Field::StateSince) {
            return self.fault(field, "state", "人员状态请用“变更状态”办理。");
        }
        let value = text::tidy(typed_text);
        if value.chars().count() > LONGEST {
            return self.fault(field, "too_long", format!("{}太长，最多 {LONGEST} 个字。", field.label()));
        }
        if value.is_empty() {
            if field == Field::Name {
                return self.fault(field, "required", "姓名不能为空。");
            }
            self.facts.insert(field, value.into());
            return;
        }
        match field.kind() {
            Kind::Text | Kind::Reference => self.text(field, &value),
            Kind::Date => self.date(field, &value, today),
            Kind::Code => self.code(field, &value),
            Kind::Flag => self.flag(field, &value),
            Kind::Number => self.number(field, &value),
            Kind::Phones => self.phones(field, &value),
            Kind::Identity => self.identity(field, &value, insists),
        }
    }

    fn text(&mut self, field: Field, value: &str) {
        let value = match field {
            Field::Name | Field::FormerName | Field::Alias => name::display(value),
            Field::Card => text::compact(value),
            _ => value.to_owned(),
        };
        if field == Field::Card && !is_card(&value) {
            return self.fault(field, "card", "卡号应是 4 到 32 位数字。");
        }
        self.facts.insert(field, value.into());
    }

    fn date(&mut self, field: Field, value: &str, today: NaiveDate) {
        let date = typed(value, today).or_else(|| value.parse().ok());
        let has_year = field != Field::Birth || typed_with_year(value);
        match date {
            // A year of a person's life, all four digits of it: 490305 is no day of the year 4903.
            _ if !has_year => self.four_digits(field),
            Some(date) if date.year() > 2099 || (field == Field::Birth && date.year() < 1900) => {
                self.four_digits(field)
            }
            Some(date) if date.earliest() > today => {
                self.fault(field, "future", format!("{}还没有到，请核对。", field.label()))
            }
            Some(date) => {
                if date.to_string() != value {
                    self.dates.insert(field, value.to_owned());
                }
                self.facts.insert(field, date.to_compact_string());
            }
            None => self.fault(
                field,
                "date",
                format!("{}看不懂，请写成 1949、1949.3 或 19490305 这样。", field.label()),
            ),
        }
    }

    fn four_digits(&mut self, field: Field) {
        let label = field.label();
        self.fault(
            field,
            "date",
            format!("{label}的年份请写全四位（1900 年以后），例如 1949、1949.3 或 19490305。"),
        );
    }

    fn code(&mut self, field: Field, value: &str) {
        match code::table(field.key()).and_then(|table| table.find(value)) {
            Some(entry) => drop(self.facts.insert(field, entry.label.as_str().into())),
            None => self.fault(field, "not_in_list", format!("{}请从列表中选择。", field.label())),
        }
    }

    fn flag(&mut self, field: Field, value: &str) {
        if matches!(value, "是" | "否") {
            self.facts.insert(field, value.into());
        } else {
            self.fault(field, "flag", format!("{}请填“是”或“否”。", field.label()));
        }
    }

    fn number(&mut self, field: Field, value: &str) {
        match text::normal(value).parse::<i32>() {
            Ok(number) if number.abs() <= 1_200 => drop(self.facts.insert(field, number.to_compact_string())),
            _ => self.fault(field, "number", format!("{}请填整数。", field.label())),
        }
    }

    fn phones(&mut self, field: Field, value: &str) {
        let reading = phone::read(value);
        if reading.numbers.is_empty() || !reading.leftover.is_empty() {
            return self.fault(field, "phone", "电话号码看不懂，请核对；多个号码之间用空格隔开。");
        }
        self.facts.insert(field, reading.numbers.join(" ").into());
    }

    fn identity(&mut self, field: Field, value: &str, insists: bool) {
        let reading = identity::read(value);
        match reading.number {
            Some(number) if number.is_valid() || insists => {
                if !number.is_valid() {
                    self.notes.push("身份证号的校验位不对，已按您写的理由保存。".into());
                }
                self.facts.insert(field, number.as_str().into());
            }
            Some(_) => self.fault(
                field,
                "check_digit",
                "身份证号的校验位不对，请核对；老证确实如此的，请写明理由再保存。",
            ),
            None => self.fault(field, "identity", "身份证号看不懂，应为 18 位（或老证 15 位），请核对。"),
        }
    }
}
