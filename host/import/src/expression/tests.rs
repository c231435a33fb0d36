//! One table a language.

use super::*;

#[track_caller]
fn check(language: ExpressionLanguage, cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        let found: Vec<_> = reads(text, language)
            .into_iter()
            .map(|read| read.name + if read.optional { "?" } else { "" })
            .collect();
        assert_eq!(found, *expected, "{text}");
    }
}

#[test]
fn feel() {
    check(
        ExpressionLanguage::Feel,
        &[
            ("= order.total > 100 and not(contains(tags, \"x\"))", &["order", "tags"]),
            ("=fraud", &["fraud"]),
            ("", &[]),
            ("= Vacation Approval Status.Approval", &["Vacation Approval Status"]),
            ("Service Level == 'Premium'", &["Service Level"]),
            ("= { \"name\": applicant.name, number: no, twice: number * 2 }", &["applicant", "no"]),
            ("{a: {b: x}, c: b}", &["x", "b"]),
            ("for x in xs, y in ys return x * y + z", &["xs", "ys", "z"]),
            ("= every risk in riskLevels satisfies risk = \"yellow\"", &["riskLevels"]),
            ("count(for x in xs return x) + x", &["xs", "x"]),
            ("some x in [1..n] satisfies f(x, y)", &["n", "y"]),
            ("= if result != null then result.riskLevel else [\"green\"]", &["result?"]),
            ("= string join(risks, \", \")", &["risks"]),
            ("date and time(start) - duration(\"P1D\") < now() ", &["start"]),
            ("years and months duration(from, to)", &["from", "to"]),
            ("get or else(a, b)", &["a?", "b"]),
            ("date(\"2020-01-01\") < @\"2021-01-01\"", &[]),
            ("orders[status = \"open\"].id", &["orders"]),
            ("orders[item.price > limit][1]", &["orders"]),
            ("x instance of number", &["x"]),
            ("a in (b, 1e5, 0.5)", &["a", "b"]),
            ("age between low and high", &["age", "low", "high"]),
            ("function(x: number, y) x + y + z", &["z"]),
            ("map(function(x) x, xs) = x", &["xs", "x"]),
            ("`total amount` + a /* b */ // c", &["total amount", "a"]),
            ("f(name: value)", &["value"]),
            ("= \"unclosed", &[]),
            ("bpmn:getDataObject('clarified') = 'yes'", &["clarified"]),
            ("= is defined(note) and note.text = \"x\"", &["note?"]),
            ("= Approval Note = null or total > 3", &["Approval Note?", "total"]),
            ("= if Approval Note != null then Approval Note else \"\"", &["Approval Note?"]),
            ("camunda.vars.env.KEY + secrets.X", &[]),
        ],
    );
}

#[test]
fn juel() {
    check(
        ExpressionLanguage::Juel,
        &[
            ("${order.amount > 100 && fn:contains(x, 'y')}", &["order", "x"]),
            ("#{mypath==2}", &["mypath"]),
            ("${!approved}", &["approved"]),
            ("approved", &[]),
            ("Hello ${name}, order #{order.id} is ${1+1}", &["name", "order"]),
            ("${empty flags.LIP || (!empty flags.LIP && !flags.LIP)}", &["flags"]),
            ("${empty note || order != null}", &["note?", "order?"]),
            ("${null == note ? 'none' : note.text}", &["note?"]),
            ("${order.note != null}", &["order"]),
            ("${execution.hasVariable('note') && x > 1}", &["x"]),
            ("${execution.getVariable('note') != null}", &["note?"]),
            ("${vars:equals(note, 'a')}", &["note?"]),
            ("${execution.variables.note == 1}", &["note"]),
            ("${execution.getVariable('evaluation-obfuscation')==true}", &["evaluation-obfuscation"]),
            ("${execution.setVariable('counter', execution.getVariable('counter')+1)}", &["counter"]),
            ("${orderService.check(order)}", &["order"]),
            ("#{orderBean.sendEmail()}", &[]),
            ("${clarified.equals('yes')}", &["clarified"]),
            ("${not users.isEmpty()}", &["users"]),
            ("${skip.isSetIn(execution) || logger.execute(execution)}", &[]),
            ("${a ? b : c}", &["a", "b", "c"]),
            ("${variables:getOrDefault(x, 5)}", &["x?"]),
            ("${'}' == a}", &["a"]),
            ("${list[index]}", &["list", "index"]),
            ("${wrong ecpreafaf ____ _===== asdasdas}", &[]),
            ("${unclosed", &[]),
            ("${loopCounter > nrOfInstances}", &[]),
            ("{\"days\":${vacationDays}}", &["vacationDays"]),
            ("${task.assignee == user}", &["user"]),
            ("{ ${", &[]),
        ],
    );
}

#[test]
fn script() {
    check(
        ExpressionLanguage::Script,
        &[
            ("println \"done\"", &[]),
            ("out:println \"sent \" + order", &["order"]),
            ("java.util.List all = new java.util.ArrayList();", &[]),
            ("return amount > 3;", &["amount"]),
            ("return true;", &[]),
            ("return \"rfg\".equals(node);", &["node"]),
            ("return Var1.equals(\"AAA\") && JohnDecision == null;", &["Var1", "JohnDecision?"]),
            ("return KieFunctions.isTrue(thirdXor);", &["thirdXor"]),
            (
                "return !traveller.isProcessed() && employee.getAddress().getCountry() != null;",
                &["traveller", "employee"],
            ),
            ("service.getOrders(customer); logger.isDebugEnabled()", &["customer"]),
            ("System.out.println(kcontext.getVariable(\"person\"));", &["person"]),
            ("kcontext.setVariable(\"x\", Integer.toString(y + 1));", &["y"]),
            ("String s = name; return s + t;", &["name", "t"]),
            ("List<String> xs = new ArrayList<>(); xs.add(a);", &["a"]),
            ("var x = execution.getVariable('y'); x > limit", &["y", "limit"]),
            ("count = count + 1; count > 3", &["count"]),
            ("total = 0\nfor q in quotes:\n  total = total + q", &["quotes"]),
            ("best = [q for q in quotes if q > floor]", &["quotes", "floor"]),
            ("import datetime\nnow = datetime.now()\nlate = now > due # really", &["due"]),
            ("def add(a, b):\n  return a + b + c", &["c"]),
            ("xs.forEach(x => print(x, y))", &["y"]),
            ("return { name: person, \"age\": years };", &["person", "years"]),
            ("print(f\"{x}\")", &[]),
            ("person.name = first", &["person", "first"]),
            ("def int sum = 0\ndef Object o = a", &["a"]),
            ("try { a } catch (Exception e) { e }", &["a"]),
            ("this.variables.input >= 50", &["input"]),
            ("isMI", &["isMI"]),
            ("if (note) send(note.text)", &["note?"]),
            ("if (note && a > 1) a", &["note?", "a"]),
            ("if note:\n  print(note)", &["note?"]),
            ("return note?.text ?: text", &["note?", "text"]),
            ("def n = execution.getVariable('note'); if (n != null) n.text", &["note?"]),
            ("note ? note.text : ''", &["note?"]),
            ("process.getVariable(\"note\") + process.instance.id", &["note"]),
            ("return None if a is None else a", &["a?"]),
        ],
    );
}

#[test]
fn unknown_languages_have_the_functions_of_bpmn() {
    check(
        ExpressionLanguage::Paths,
        &[
            ("getDataObject('Order')/total > 3 and x", &["Order"]),
            ("bpmn:getDataInput(\"in\") = getProcessProperty('p')", &["in", "p"]),
            ("the customer is happy", &[]),
        ],
    );
}

#[test]
fn results_become_the_keys_of_their_context() {
    for (text, expected) in [
        ("={order: response.body, \"sum\": {a: 1, b: f(c: 2)}, last: [x]}", &["order", "sum", "last"][..]),
        ("=response", &[]),
        ("= { ", &[]),
    ] {
        assert_eq!(keys(text), expected, "{text}");
    }
}

#[test]
fn setters() {
    for (text, expected) in [
        ("kcontext.setVariable(\"y\", 1); kcontext.setVariable(\"y\", 2);", &["y"][..]),
        ("${execution.setVariable('finished', true)}", &["finished"]),
        ("execution.setVariable(name, 1)", &[]),
        ("task.setVariableLocal('mine', 1)", &[]),
        ("execution.setVariable(\"a\" + b, 1)", &[]),
        ("setVariable(", &[]),
    ] {
        assert_eq!(writes(text), expected, "{text}");
    }
}

#[test]
fn long_expressions_take_linear_time() {
    for part in
        ["a ", "(", "a.", "{a:", "${a ", "for x in ", "\"", "[a]", "x = ", "/*", "`", "date and ", "${a}"]
    {
        let text = part.repeat(20_000);
        for language in [
            ExpressionLanguage::Feel,
            ExpressionLanguage::Juel,
            ExpressionLanguage::Script,
            ExpressionLanguage::Paths,
        ] {
            reads(&text, language);
        }
        writes(&text);
        keys(&text);
    }
}

mod random {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn nothing_panics(text in "(\\PC|[\"'`${}#()\\[\\].:=,\\\\/*\n ]|for |in |return |function)*") {
            for language in [ExpressionLanguage::Feel, ExpressionLanguage::Juel, ExpressionLanguage::Script, ExpressionLanguage::Paths] {
                reads(&text, language);
            }
            writes(&text);
        keys(&text);
        }
    }
}
