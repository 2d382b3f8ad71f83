//! The morning's queue in the real window, with the Chinese input method on: two hundred people, every tenth without
//! their card.

use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use std::path::Path;
use yinhui_native::{Screen, Window};
use yinhui_testkit::{Desk, PASSWORD, Person};

const PEOPLE: usize = 200;

/// A centre with its people, as it stands in a data folder before the window opens.
fn register(data: &Path) -> Result<()> {
    let mut desk = Desk::new();
    for number in 0..PEOPLE {
        let family = ["岩", "玉", "刀", "李"].get(number % 4).copied().unwrap_or("周");
        let given = ["温", "罕", "美兰", "正清", "香"].get(number / 4 % 5).copied().unwrap_or("光");
        let person = Person::named(&format!("{family}{given}"))
            .with("birth", &format!("{}-03-01", 1930 + number % 35))
            .with("phones", &format!("139{number:08}"))
            .with("card", &format!("2000{number:08}"));
        desk.register(&person);
    }
    desk.stop();
    copy(desk.data(), data)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_people_come_and_every_tenth_forgot_the_card() -> Result<()> {
    let home = tempfile::tempdir()?;
    register(&home.path().join("data"))?;
    let screen = Screen::with_pinyin(home.path())?;
    let window = Window::open(&screen).await?;
    let outcome = the_queue(&screen, &window).await;
    if outcome.is_err() {
        screen.picture(&Path::new(env!("CARGO_TARGET_TMPDIR")).join("queue.png"));
    }
    outcome?;
    window.close().await
}

/// Puts a text into the field for the password, as pasted.
const PUT_PASSWORD: &str = "const field = document.querySelector('input[type=password]');
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, arguments[0]);
    field.dispatchEvent(new Event('input', { bubbles: true })); return true";

async fn the_queue(screen: &Screen, window: &Window) -> Result<()> {
    // The input method may be on already and take the driver's keys: the password is put in place.
    window.see("进入").await?;
    window.run(PUT_PASSWORD, vec![PASSWORD.into()]).await?;
    window.press("进入").await?;
    window.see("请刷卡或扫码").await?;
    screen.focus("银辉前台")?;
    the_input_method_is_on(screen, window).await?;
    window.run(WATCH, Vec::new()).await?;
    for number in 0..PEOPLE {
        if number % 10 == 9 {
            // The last four of the telephone, by hand.
            screen.text(&format!("{number:04}"), 60)?;
            window.see("Enter").await?;
            screen.keys(&["Return"], 30)?;
        } else {
            let card = format!("2000{number:08}");
            let mut burst = card.chars().map(String::from).collect::<Vec<_>>();
            burst.push("Return".into());
            screen.keys(&burst.iter().map(String::as_str).collect::<Vec<_>>(), 2)?;
        }
        window.says("visits", &(number + 1).to_string()).await.with_context(|| format!("number {number}"))?;
    }
    window.says("persons", &PEOPLE.to_string()).await?;
    let slowest = told(&window.run("return window.__bands", Vec::new()).await?)?;
    println!("from Enter to the band painted, {PEOPLE} people: {slowest}");
    assert_eq!(window.faults().await?, json!([]), "no error on the page");
    Ok(())
}

/// Letters typed into the text field become Chinese; at rest the desk has the keys again.
async fn the_input_method_is_on(screen: &Screen, window: &Window) -> Result<()> {
    screen.keys(&["slash"], 50)?;
    let field = "return document.activeElement?.tagName === 'INPUT'";
    window.until("the text field", field, Vec::new()).await?;
    screen.pinyin()?;
    screen.keys(&["y", "u", "h", "a", "n", "space"], 120)?;
    let chinese = "return /[\\u4e00-\\u9fff]/.test(document.activeElement?.value ?? '')";
    window.until("Chinese in the text field", chinese, Vec::new()).await?;
    screen.keys(&["Escape"], 50)?;
    let rest = "return document.activeElement?.tagName !== 'INPUT'";
    window.until("the desk at rest", rest, Vec::new()).await
}

/// Notes how long each Enter waits for its band to be painted.
const WATCH: &str = "
    window.__bands = [];
    let entered = 0;
    document.addEventListener('keydown', (event) => { if (event.key === 'Enter') entered = event.timeStamp; }, true);
    const painted = (at) => requestAnimationFrame(() => requestAnimationFrame(() => window.__bands.push(performance.now() - at)));
    new MutationObserver(() => {
        if (entered === 0 || !document.querySelector('[data-testid=band]')) return;
        painted(entered);
        entered = 0;
    }).observe(document.querySelector('[aria-live]'), { childList: true, subtree: true, characterData: true });
    return true";

/// The median and the slowest hundredth, in words; a figure is stated, none is asserted.
fn told(times: &Value) -> Result<String> {
    let mut times: Vec<f64> =
        times.as_array().context("no times")?.iter().filter_map(Value::as_f64).collect();
    times.sort_by(f64::total_cmp);
    let at =
        |share: usize| times.get((times.len() * share / 100).min(times.len().saturating_sub(1))).copied();
    let (median, slowest) = (at(50).context("no band was seen")?, at(99).context("no band was seen")?);
    Ok(format!("median {median:.0} ms, p99 {slowest:.0} ms of {}", times.len()))
}
