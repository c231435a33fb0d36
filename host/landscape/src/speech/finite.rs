//! Whether the word behind a person says what he does, and not what is done with him.

use crate::label;

/// Finite verbs of those who ask for something, beside the regular forms of the verbs of labels.
const FINITE: &str = "declines refuses cancels withdraws quits \
    comes brings hands drops signs applies complains wants needs would wishes walks logs arrives visits \
    reserves rents rings goes looks decides asks gives picks pays wakes feels sees desires moves leaves turns tries \
    contacts \
    will moechte wuenscht gibt wollen moechten \
    solicita solicito pide pidio pede faz hace envia compra quer quiere precisa necesita liga llama chega llega reserva realiza \
    entra presenta contacta demanda paga abre acude desea deseja requiere requer informa reclama entrega consulta busca \
    demande reserve commande appelle arrive souhaite achete envoie depose veut contacte remplit presente prend fait passe vient \
    entre signale reclame paie choisit telephone \
    richiede ordina chiama prenota chiede invia vuole arriva compra paga";

/// Verbs in the third person that are nouns in the plural just as often.
const PLURALS: &str = "orders claims offers reports requests reviews records returns plans files documents tests quotes \
    changes answers controls issues produces queries replies signs stops supplies transfers transports updates views works \
    details needs goods accounts complaints books visits rents rings looks moves turns contacts";

/// The German prefixes of verbs whose participle is spelt like a finite form, *bestellt*; and of *gehen*, *holt*.
const INSEPARABLE: [&str; 8] = ["be", "er", "ver", "ent", "emp", "zer", "ueber", "unter"];

/// Verbs of that kind which nobody does to a customer.
const HIS_OWN: &str = "fragt meldet bestellt beantragt bewirbt beschwert betritt verlangt erscheint erwartet beauftragt vergisst benoetigt \
    entscheidet erkundigt bemerkt entdeckt ersucht verliert \
    reklamiert storniert interessiert";

/// Short words in lower case between nouns that are no verbs.
const OTHERS: &str = "ist sind war wird werden wurde wurden hat haben mit ohne bereits nicht jetzt erst fast seit statt \
    schon laut samt dort insgesamt direkt unbekannt bekannt neu alt zuerst zuletzt selbst";

fn listed(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|entry| entry == word)
}

/// Tells whether a word says what the person in front of it does. `small` says that it is written in lower case, as
/// nouns are not in German; `done` that it is a verb of what is done to people.
pub(super) fn is_act(word: &str, rest: &[String], small: bool, done: bool) -> bool {
    // What has an object or a particle behind it is no participle: those stand last.
    let last =
        rest.first().is_none_or(|next| label::ends_object(next) && !["a", "an"].contains(&next.as_str()));
    let state = rest.last().is_some_and(|word| label::participle(word));
    if listed(PLURALS, word) {
        return !last && !state;
    }
    if listed(FINITE, word) {
        return true;
    }
    let base = |ending| word.strip_suffix(ending).is_some_and(label::is_verb);
    if base("s")
        || base("es")
        || word.strip_suffix("ies").is_some_and(|stem| label::is_verb(&format!("{stem}y")))
    {
        return !state;
    }
    let german =
        small && word.len() > 3 && word.ends_with('t') && !listed(OTHERS, word) && !label::closes(word);
    let inseparable = || INSEPARABLE.iter().any(|prefix| word.starts_with(prefix));
    let participle = !listed(HIS_OWN, word) && (done || label::participle(word) || inseparable());
    german && !(participle && last)
}

#[cfg(test)]
mod tests {
    use crate::lexicon::{Lexicon, tests::settings};

    #[track_caller]
    fn check(label: &str, expected: bool) {
        let mut settings = settings();
        settings.vocabulary.customer.extend(["cliente", "usager", "patient"].map(str::to_owned));
        settings.vocabulary.customer.push("invité".to_owned());
        settings.vocabulary.contact.push("invite".to_owned());
        assert_eq!(Lexicon::new(&settings).speech.begins(label), expected, "{label}");
    }

    #[test]
    fn a_customer_does_what_stands_behind_him() {
        for label in [
            "Kunde bestellt",
            "Kunde bucht Zimmer",
            "Kunde ruft an",
            "Kunde reklamiert",
            "Kunde registriert sich",
            "Der Kunde möchte kündigen",
            "Customer books a room",
            "The customer drops off laundry",
            "Patient kommt",
            "Cliente solicita orçamento",
            "Cliente pide",
            "L’usager demande un rendez-vous",
            "L'invité réserve",
            "Kundenantrag eingegangen",
        ] {
            check(label, true);
        }
    }

    #[test]
    fn what_is_done_to_him_is_none_of_his_doing() {
        for label in [
            "Kunde benachrichtigt",
            "Kunde informiert",
            "Kunde erfasst",
            "Kunde angelegt",
            "Kunde anlegen",
            "Kunde ist informiert",
            "Customer registered",
            "Customer records",
            "Customer records updated",
            "Customer data",
            "Kundenstamm",
            "Check customer",
        ] {
            check(label, false);
        }
    }
}
