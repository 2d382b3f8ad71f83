use serde_json::{Map, Value, json};

/// Facts of an invented person, ready for `person.save`.
#[derive(Debug, Clone)]
pub struct Person(Map<String, Value>);

impl Person {
    /// Somebody of that name.
    pub fn named(name: &str) -> Self {
        Self(Map::from_iter([("name".to_owned(), json!(name))]))
    }

    /// One more fact.
    #[must_use]
    pub fn with(mut self, field: &str, value: &str) -> Self {
        self.0.insert(field.into(), json!(value));
        self
    }

    /// The facts as JSON.
    pub fn facts(&self) -> Value {
        Value::Object(self.0.clone())
    }

    /// 岩温, a Dai man of Menghai: found as yan and as ai.
    pub fn ai_wen() -> Self {
        Self::named("岩温")
            .with("sex", "男")
            .with("ethnicity", "傣族")
            .with("birth", "1949-03-05")
            .with("identity", &identity("532822", "19490305", 151))
            .with("phones", "13987651234")
            .with("card", "00012345")
            .with("branch", "勐混镇离退休党支部")
            .with("unit", "勐海县农业局")
            .with("retirement_kind", "退休")
    }

    /// A man whose ID number ends in X.
    pub fn with_x() -> Self {
        let number =
            (1..999).map(|serial| identity("532822", "19520610", serial)).find(|id| id.ends_with('X'));
        Self::named("周启明")
            .with("sex", "男")
            .with("ethnicity", "汉族")
            .with("birth", "1952-06-10")
            .with("identity", &number.expect("one in eleven ends in X"))
            .with("phones", "0691-5128844")
            .with("retirement_kind", "离休")
    }

    /// One of two women called 玉罕.
    pub fn yu_han(born: &str, serial: u32) -> Self {
        Self::named("玉罕")
            .with("sex", "女")
            .with("ethnicity", "傣族")
            .with("birth", born)
            .with("identity", &identity("532822", &born.replace('-', ""), serial))
            .with("retirement_kind", "退休")
    }
}

/// A valid invented ID number of GB 11643: region, birth date `19490305`, serial up to 999.
pub fn identity(region: &str, birth: &str, serial: u32) -> String {
    let body = format!("{region}{birth}{serial:03}");
    assert_eq!(body.len(), 17, "six digits, eight digits, three digits");
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 =
        body.chars().zip(weights).map(|(digit, weight)| digit.to_digit(10).unwrap() * weight).sum();
    let check = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'][usize::try_from(sum % 11).unwrap()];
    format!("{body}{check}")
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_check_digit_is_that_of_the_standard() {
        // The example of GB 11643-1999 itself.
        assert_eq!(super::identity("110105", "19491231", 2), "11010519491231002X");
    }
}
