//! Every renderer on one finished check: as it should look, too much of it, and hostile.

mod fixture;
mod golden;
mod hostile;
mod order;
mod schema;
mod wall;
