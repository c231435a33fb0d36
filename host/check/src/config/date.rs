//! A day of the calendar, for ignores that expire.

use std::fmt;
use std::time::SystemTime;

use jiff::{Timestamp, civil, tz::TimeZone};

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(civil::Date);

impl Date {
    /// Reads a date like `2027-03-31`; `None` for what is no day of the calendar, or written in another way.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let date = text.parse().ok().map(Self)?;
        (date.to_string() == text).then_some(date)
    }

    /// Returns the day of a moment, in UTC.
    pub fn of(moment: SystemTime) -> Self {
        let moment = Timestamp::try_from(moment).unwrap_or(Timestamp::UNIX_EPOCH);
        Self(TimeZone::UTC.to_datetime(moment).date())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::Date;

    #[test]
    fn reads_days_that_exist() {
        for text in ["1970-01-01", "2024-02-29", "2027-12-31", "0400-03-01"] {
            assert_eq!(Date::parse(text).map(|date| date.to_string()).as_deref(), Some(text));
        }
        for text in
            ["2023-02-29", "2027-13-01", "2027-00-10", "2027-1-1", "tomorrow", "", "2027-04-31", "27-04-01"]
        {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn knows_the_day_of_a_moment() {
        let day = |seconds| Date::of(UNIX_EPOCH + Duration::from_secs(seconds)).to_string();
        assert_eq!(day(0), "1970-01-01");
        assert_eq!(day(86_399), "1970-01-01");
        assert_eq!(day(951_782_400), "2000-02-29");
        assert!(Date::parse("2027-03-31") < Date::parse("2027-04-01"));
    }
}
