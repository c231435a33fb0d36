//! Lengths of time as people write them.

/// Reads `2d`, `4h 30m`, `1.5 hours` or ISO 8601 like `P2DT4H`; returns seconds.
///
/// A day has 24 hours and a week seven days. Months and years have no fixed length and are refused.
pub(crate) fn seconds(text: &str) -> Result<u64, String> {
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
        Err("it must be more than nothing and less than 30,000 years".to_owned())
    }
}

fn iso8601(text: &str) -> Result<f64, String> {
    let (date, time) = text.split_once('t').unwrap_or((text, ""));
    let date_unit = |unit: &str| match unit {
        "w" => Ok(604_800.0),
        "d" => Ok(86_400.0),
        "y" | "m" => Err("months and years have no fixed length; write days, like `P30D`".to_owned()),
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

fn unit_by_word(word: &str) -> Result<f64, String> {
    match word {
        "w" | "wk" | "week" | "weeks" => Ok(604_800.0),
        "d" | "day" | "days" => Ok(86_400.0),
        "h" | "hr" | "hrs" | "hour" | "hours" => Ok(3_600.0),
        "m" | "min" | "mins" | "minute" | "minutes" => Ok(60.0),
        "s" | "sec" | "secs" | "second" | "seconds" => Ok(1.0),
        "month" | "months" | "y" | "year" | "years" => {
            Err("months and years have no fixed length; write days, like `30d`".to_owned())
        }
        _ => Err(unknown(word)),
    }
}

fn unknown(unit: &str) -> String {
    if unit.is_empty() {
        "the unit is missing; write it like `2d`, `4h 30m` or `P2D`".to_owned()
    } else {
        format!("`{unit}` is no unit of time; write it like `2d`, `4h 30m` or `P2D`")
    }
}

/// Sums numbers, each with its unit behind it.
fn parts(text: &str, unit: &dyn Fn(&str) -> Result<f64, String>) -> Result<f64, String> {
    let mut rest = text.trim();
    let mut total = 0.0;
    if rest.is_empty() {
        return Err("it is empty; write it like `2d`, `4h 30m` or `P2D`".to_owned());
    }
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(rest.len());
        let (number, tail) = rest.split_at(digits);
        let number: f64 = number.replace(',', ".").parse().map_err(|_| {
            format!("`{rest}` does not start with a number; write it like `2d`, `4h 30m` or `P2D`")
        })?;
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
    use super::seconds;

    fn check(text: &str, expected: Result<u64, &str>) {
        match (seconds(text), expected) {
            (Ok(found), Ok(expected)) => assert_eq!(found, expected, "{text}"),
            (Err(found), Err(expected)) => assert!(found.contains(expected), "{text}: {found}"),
            (found, expected) => panic!("{text}: expected {expected:?}, found {found:?}"),
        }
    }

    #[test]
    fn reads_what_people_write() {
        check("2d", Ok(172_800));
        check("4h 30m", Ok(16_200));
        check("1.5 hours", Ok(5_400));
        check("1,5h", Ok(5_400));
        check("90 min", Ok(5_400));
        check("1w2d", Ok(777_600));
    }

    #[test]
    fn reads_iso_8601() {
        check("P2D", Ok(172_800));
        check("PT4H30M", Ok(16_200));
        check("P1DT12H", Ok(129_600));
        check("p1w", Ok(604_800));
    }

    #[test]
    fn says_what_is_wrong() {
        check("", Err("empty"));
        check("P", Err("empty"));
        check("soon", Err("does not start with a number"));
        check("2", Err("unit is missing"));
        check("2 moons", Err("`moons` is no unit"));
        check("P1M", Err("no fixed length"));
        check("3 months", Err("no fixed length"));
        check("0d", Err("more than nothing"));
        check("99999999999999999w", Err("30,000 years"));
        check("1.2.3d", Err("does not start with a number"));
    }
}
