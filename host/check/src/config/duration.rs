//! Lengths of time as people write them.

use super::error::DurationError;

/// Reads `2d`, `4h 30m`, `1.5 hours` or ISO 8601 like `P2DT4H`; returns seconds.
///
/// A day has 24 hours and a week seven days. Months and years have no fixed length and are refused.
pub(crate) fn seconds(text: &str) -> Result<u64, DurationError> {
    let folded = text.trim().to_lowercase();
    let total = match folded.strip_prefix('p') {
        Some(iso) => iso8601(iso),
        None => parts(&folded, &unit_by_word),
    }?;
    if total > 0.0 && total < 1e12 {
        // Bounded just above; a fraction of a second is no promise anybody makes.
        #[expect(clippy::cast_sign_loss, reason = "positive by the test above")]
        Ok(total.round() as u64)
    } else {
        Err(DurationError::OutOfRange)
    }
}

fn iso8601(text: &str) -> Result<f64, DurationError> {
    let (date, time) = text.split_once('t').unwrap_or((text, ""));
    let date_unit = |unit: &str| match unit {
        "w" => Ok(604_800.0),
        "d" => Ok(86_400.0),
        "y" | "m" => Err(DurationError::Calendar("P30D")),
        _ => Err(unknown(unit)),
    };
    let time_unit = |unit: &str| match unit {
        "h" | "m" | "s" => unit_by_word(unit),
        _ => Err(unknown(unit)),
    };
    let days = if date.is_empty() && !time.is_empty() { 0.0 } else { parts(date, &date_unit)? };
    let hours = if time.is_empty() { 0.0 } else { parts(time, &time_unit)? };
    Ok(days + hours)
}

fn unit_by_word(word: &str) -> Result<f64, DurationError> {
    match word {
        "w" | "wk" | "week" | "weeks" => Ok(604_800.0),
        "d" | "day" | "days" => Ok(86_400.0),
        "h" | "hr" | "hrs" | "hour" | "hours" => Ok(3_600.0),
        "m" | "min" | "mins" | "minute" | "minutes" => Ok(60.0),
        "s" | "sec" | "secs" | "second" | "seconds" => Ok(1.0),
        "month" | "months" | "y" | "year" | "years" => Err(DurationError::Calendar("30d")),
        _ => Err(unknown(word)),
    }
}

fn unknown(unit: &str) -> DurationError {
    if unit.is_empty() { DurationError::NoUnit } else { DurationError::UnknownUnit(unit.to_owned()) }
}

/// Sums numbers, each with its unit behind it.
fn parts(text: &str, unit: &dyn Fn(&str) -> Result<f64, DurationError>) -> Result<f64, DurationError> {
    let mut rest = text.trim();
    let mut total = 0.0;
    if rest.is_empty() {
        return Err(DurationError::Empty);
    }
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(rest.len());
        let (number, tail) = rest.split_at(digits);
        let number: f64 =
            number.replace(',', ".").parse().map_err(|_| DurationError::NoNumber(rest.to_owned()))?;
        let tail = tail.trim_start();
        let letters = tail.find(|c: char| !c.is_alphabetic()).unwrap_or(tail.len());
        let (word, tail) = tail.split_at(letters);
        total += number * unit(word)?;
        rest = tail.trim_start();
    }
    Ok(total)
}

#[cfg(test)]
mod tests {
    use super::{DurationError, seconds};

    fn check(text: &str, expected: &Result<u64, DurationError>) {
        assert_eq!(seconds(text), *expected, "{text}");
    }

    #[test]
    fn reads_what_people_write() {
        check("2d", &Ok(172_800));
        check("4h 30m", &Ok(16_200));
        check("1.5 hours", &Ok(5_400));
        check("1,5h", &Ok(5_400));
        check("90 min", &Ok(5_400));
        check("1w2d", &Ok(777_600));
    }

    #[test]
    fn reads_iso_8601() {
        check("P2D", &Ok(172_800));
        check("PT4H30M", &Ok(16_200));
        check("P1DT12H", &Ok(129_600));
        check("p1w", &Ok(604_800));
    }

    #[test]
    fn says_what_is_wrong() {
        check("", &Err(DurationError::Empty));
        check("P", &Err(DurationError::Empty));
        check("soon", &Err(DurationError::NoNumber("soon".to_owned())));
        check("2", &Err(DurationError::NoUnit));
        check("2 moons", &Err(DurationError::UnknownUnit("moons".to_owned())));
        check("P1M", &Err(DurationError::Calendar("P30D")));
        check("3 months", &Err(DurationError::Calendar("30d")));
        check("0d", &Err(DurationError::OutOfRange));
        check("99999999999999999w", &Err(DurationError::OutOfRange));
        check("1.2.3d", &Err(DurationError::NoNumber("1.2.3d".to_owned())));
    }
}
