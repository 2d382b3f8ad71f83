use crate::{Screen, program};
use anyhow::{Context as _, Result, bail};
use fantoccini::{Client, ClientBuilder, Locator};
use serde_json::{Map, Value, json};
use std::time::{Duration, Instant};

/// How long anything on the page may take before it counts as not coming.
const PATIENCE: Duration = Duration::from_secs(60);

/// The program's window, as the driver sees it.
pub struct Window {
    client: Client,
}

impl Window {
    /// Starts the program in a window of this screen.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn open(screen: &Screen) -> Result<Self> {
        let options = json!({ "binary": program()?, "args": [] });
        let capabilities = Map::from_iter([("webkitgtk:browserOptions".to_owned(), options)]);
        let client = ClientBuilder::native()
            .capabilities(capabilities)
            .connect(&screen.driver())
            .await
            .context("the window does not open")?;
        Ok(Self { client })
    }

    /// Waits until something a person can see has these words.
    ///
    /// # Errors
    /// When they do not come.
    pub async fn see(&self, words: &str) -> Result<()> {
        let script = "return document.body.innerText.includes(arguments[0])";
        self.until(words, script, vec![words.into()]).await
    }

    /// Waits until a script answers true.
    ///
    /// # Errors
    /// When it does not; the page's words are told.
    pub async fn until(&self, what: &str, script: &str, args: Vec<Value>) -> Result<()> {
        let end = Instant::now() + PATIENCE;
        loop {
            if self.client.execute(script, args.clone()).await? == Value::Bool(true) {
                return Ok(());
            }
            if Instant::now() > end {
                let words = self.run("return document.body.innerText.slice(0, 800)", Vec::new()).await?;
                bail!("{what} does not come; the page says: {words}");
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Runs a script in the page.
    ///
    /// # Errors
    /// The driver's.
    pub async fn run(&self, script: &str, args: Vec<Value>) -> Result<Value> {
        Ok(self.client.execute(script, args).await?)
    }

    /// Types into the field that a label names.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn fill(&self, label: &str, text: &str) -> Result<()> {
        let script = "const label = [...document.querySelectorAll('label')].find((l) => l.innerText.trim() === arguments[0]);
            const field = label && (label.control ?? document.getElementById(label.htmlFor));
            if (!field) return false; field.focus(); return document.activeElement === field";
        self.until(label, script, vec![label.into()]).await?;
        let field = self.client.active_element().await?;
        field.send_keys(text).await?;
        Ok(())
    }

    /// Presses the button or link whose words begin so, once it can be pressed.
    ///
    /// # Errors
    /// When there is none.
    pub async fn press(&self, words: &str) -> Result<()> {
        let script = "const all = [...document.querySelectorAll('button, a, [role=button]')];
            const one = all.find((b) => b.innerText.trim().startsWith(arguments[0]) && !b.disabled);
            if (!one) return false; one.focus(); one.click(); return true";
        self.until(words, script, vec![words.into()]).await
    }

    /// The text of the one element of a test id.
    ///
    /// # Errors
    /// When there is none.
    pub async fn text_of(&self, test_id: &str) -> Result<String> {
        let found = self.client.wait().for_element(Locator::Css(&format!("[data-testid={test_id}]"))).await?;
        Ok(found.text().await?)
    }

    /// Waits until the element of a test id says so.
    ///
    /// # Errors
    /// When it does not.
    pub async fn says(&self, test_id: &str, words: &str) -> Result<()> {
        let script = "const one = document.querySelector(`[data-testid=${arguments[0]}]`);
            return one !== null && one.innerText.includes(arguments[1])";
        self.until(words, script, vec![test_id.into(), words.into()]).await
    }

    /// What the page's guard has noted: refused styles or scripts, errors.
    ///
    /// # Errors
    /// The driver's.
    pub async fn faults(&self) -> Result<Value> {
        self.run("return window.__faults", Vec::new()).await
    }

    /// The wizard of the first start, up to the page of the import.
    ///
    /// # Errors
    /// When a step of it does not come.
    pub async fn first_start(&self, centre: &str, operator: &str, password: &str) -> Result<()> {
        self.fill("中心名称", centre).await?;
        self.press("下一步").await?;
        self.fill("姓名", operator).await?;
        self.fill("密码", password).await?;
        self.fill("再输入一次密码", password).await?;
        self.press("建立").await?;
        let code = self.text_of("recovery-code").await?;
        let symbols = code.chars().filter(char::is_ascii_alphanumeric).collect::<Vec<_>>();
        let last = symbols.iter().skip(symbols.len().saturating_sub(4)).collect::<String>();
        self.fill("输入恢复码最后一组", &last).await?;
        self.press("已核对").await?;
        self.see("可以开始了").await?;
        self.press("导入花名册").await
    }

    /// Closes the window.
    ///
    /// # Errors
    /// The driver's.
    pub async fn close(self) -> Result<()> {
        Ok(self.client.close().await?)
    }
}
