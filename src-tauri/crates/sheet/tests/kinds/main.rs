//! Every kind of workbook a clerk may have, made here.

mod make;
mod old;
mod pages;
