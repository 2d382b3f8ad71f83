#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| yinhui_fuzz::run(yinhui_fuzz::entries::name, bytes));
