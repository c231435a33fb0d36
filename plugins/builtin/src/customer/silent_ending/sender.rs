//! Who sent what a case begins with, where nobody is drawn: by what the label of its start speaks of.

use handoff_sdk::{DepartmentId, Unit};

/// What comes in, the keys of the sentences about whoever sent it, and how the German compounds are built that name it.
const SENDERS: [(&str, &str, &[&str]); 6] = [
    (
        "invoice",
        "invoice invoices bill bills facture factures factura facturas fattura fatture fatura faturas factuur",
        &["rechnung"],
    ),
    (
        "objection",
        "objection appeal complaint complaints reclamation réclamation recours reclamación reclamo ricorso reclamação klacht",
        &["widerspruch", "einspruch", "beschwerde", "reklamation"],
    ),
    (
        "application",
        "application applications candidature candidatura solicitud domanda aanvraag",
        &["antrag", "anträge", "bewerbung"],
    ),
    (
        "claim",
        "claim claims sinistre siniestro reclamo sinistro",
        &["anspruch", "schadenmeldung", "schadensmeldung"],
    ),
    (
        "order",
        "order orders purchase commande pedido orden ordine encomenda bestelling",
        &["bestellung", "bestelleingang", "auftrag", "aufträge"],
    ),
    ("mail", "mail mails email emails letter post courriel correo", &["posteingang", "brief"]),
];
/// Words for what somebody asks for, whatever it is.
const REQUESTS: &str = "request requests requested inquiry enquiry query question requisition booking reservation registration \
    ticket demand demanded appointment submission referral \
    demande demandée requête solicitado solicitada pedida richiesta requisição solicitação \
    anfrage anforderung angefordert angefragt beantragt gewünscht buchung reservierung anmeldung meldung wunsch";

/// Returns the key of the sentences about whoever sent what a label speaks of.
pub(super) fn sender(label: &str) -> Option<&'static str> {
    let label = label.to_lowercase().replace("e-mail", "email");
    let words: Vec<&str> =
        label.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let listed = |list: &str| list.split_ascii_whitespace().any(|entry| words.contains(&entry));
    let built = |stems: &[&str]| {
        words.iter().any(|word| stems.iter().any(|stem| word.starts_with(stem) || word.ends_with(stem)))
    };
    let known = SENDERS.iter().find(|(_, list, stems)| listed(list) || built(stems)).map(|(key, ..)| *key);
    known.or_else(|| listed(REQUESTS).then_some("request"))
}

/// What whoever sent it is called, as pools are.
const NAMES: [(&str, &str); 4] = [
    (
        "invoice",
        "rechnungssteller rechnungsteller lieferant kreditor supplier vendor creditor fournisseur proveedor",
    ),
    ("application", "antragsteller bewerber applicant candidate"),
    ("claim", "anspruchsteller claimant"),
    ("order", "besteller buyer"),
];

/// Returns the department that is called after what it sent.
pub(super) fn sender_named(unit: &Unit<'_>, sender: &str) -> Option<DepartmentId> {
    let (_, names) = NAMES.iter().find(|(key, _)| *key == sender)?;
    let is_called = |name: &str| names.split_ascii_whitespace().any(|known| known == name);
    let at = unit.departments().iter().position(|row| is_called(&row.name.trim().to_lowercase()))?;
    u32::try_from(at).ok()
}

#[cfg(test)]
mod tests {
    use super::sender;

    #[test]
    fn what_comes_in_names_who_sent_it() {
        for (label, expected) in [
            ("Invoice received", Some("invoice")),
            ("Eingangsrechnung liegt vor", Some("invoice")),
            ("Kreditantrag", Some("application")),
            ("Vacation request received", Some("request")),
            ("E-Mail", Some("mail")),
            ("Start", None),
        ] {
            assert_eq!(sender(label), expected, "{label}");
        }
    }
}
