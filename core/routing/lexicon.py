"""Words of matters in which a wrong sentence does harm: legal, security, money, personnel.

GRAVE ones are hardly said in vain. SERIOUS ones need another one beside them, of PASSING ones three make a matter:
people mention lawyers, passwords and salaries every day. English, German, French, Spanish and Portuguese.
"""

from typing import NamedTuple

GRAVE, SERIOUS, PASSING = 1.0, 0.6, 0.34

_GRAVE = {
    "legal": """
        cease and desist, litigation hold, legal hold, class action, subpoena, subpoenaed, breach of contract,
        we are being sued,
        we're being sued, filed a lawsuit, filed suit, court order, settlement agreement, legal notice, antitrust
        einstweilige verfügung, abmahnung, klageschrift, vertragsbruch
        mise en demeure, assignation en justice, rupture de contrat
        demanda judicial, orden judicial, incumplimiento de contrato, ordem judicial, quebra de contrato
        """,
    "security": """
        data breach, security breach, security incident, data leak, ransomware, we were hacked, we got hacked,
        we've been hacked,
        been compromised, was compromised, were compromised, exfiltrated, exfiltration, leaked credentials,
        leaked key, leaked keys, customer data leaked, zero-day, unauthorized access, unauthorised access
        datenleck, datenpanne, sicherheitsvorfall, wurden gehackt
        fuite de données, violation de données, incident de sécurité, rançongiciel, avons été piratés
        fuga de datos, brecha de seguridad, incidente de seguridad, nos hackearon
        vazamento de dados, incidente de segurança, fomos hackeados
        """,
    "money": """
        wire transfer, wire fraud, embezzle, embezzled, embezzlement, money laundering, insider trading, term sheet,
        due diligence,
        acquisition offer, purchase price of, insolvency, filing for bankruptcy, material misstatement
        veruntreuung, geldwäsche, insolvenzantrag, kaufpreis
        détournement de fonds, blanchiment d'argent, dépôt de bilan
        malversación, blanqueo de dinero, quiebra, lavagem de dinheiro, falência
        """,
    "personnel": """
        layoff, layoffs, laid off, letting him go, letting her go, severance, performance improvement plan,
        disciplinary action, disciplinary hearing, sexual harassment, harassment complaint, notice of termination,
        termination of employment, wrongful dismissal, whistleblower, grievance procedure
        kündigungsschreiben, fristlose kündigung, abfindung, aufhebungsvertrag, entlassungen, sexuelle belästigung
        licenciement, licenciements, harcèlement, indemnité de départ, rupture conventionnelle
        despido, despidos, acoso laboral, acoso sexual, indemnización por despido, demissão por justa causa, assédio
        """,
}
_SERIOUS = {
    "legal": """
        lawsuit, lawsuits, liability, indemnity, indemnification, plaintiff, defendant, legal counsel, our lawyer,
        our lawyers,
        legal team, infringement, non-disclosure, gdpr, regulator, nda, court case, sue us, suing us, legal advice
        klage, haftung, rechtsanwalt, anwältin, dsgvo, verklagt, datenschutzbehörde
        avocat, avocate, procès, tribunal, rgpd, poursuites, abogado, abogada, juicio, demanda, advogado, advogada,
        processo judicial
        """,
    "security": """
        phishing, malware, backdoor, intrusion, intruder, attacker, attackers, exploited, vulnerability, cve, leaked,
        stolen laptop,
        stolen data, rotate the keys, rotate all keys, rotate the credentials, revoke all, incident response,
        penetration test
        schwachstelle, angreifer, sicherheitslücke, erpressung
        vulnérabilité, attaquant, pirate, hameçonnage, vulnerabilidad, atacante, vulnerabilidade, invasão
        """,
    "money": """
        invoice overdue, overdue invoice, outstanding invoice, bank details, bank account, iban, refund of,
        write off, audit finding,
        quarterly results, revenue forecast, valuation, shareholders, credit line, budget cut, budget cuts,
        cash flow, payment terms
        bankverbindung, kontonummer, liquidität, jahresabschluss, mahnung, überweisung, gesellschafter
        coordonnées bancaires, virement, trésorerie, actionnaires
        transferencia bancaria, cuenta bancaria, accionistas, transferência bancária, conta bancária, acionistas
        """,
    "personnel": """
        harassment, discrimination, performance review, his performance, her performance, underperforming, salary,
        salaries,
        pay raise, fire him, fire her, fired him, fired her, resignation, resigned, medical leave, sick leave,
        maternity leave,
        works council, hr complaint, hiring freeze, promotion to, written warning, probation period
        kündigung, gekündigt, gehalt, gehälter, krankschreibung, betriebsrat, personalgespräch, beförderung, probezeit
        salaire, salaires, démission, arrêt maladie, congé maternité, entretien annuel
        salario, salarios, renuncia, baja médica, salário, salários, licença médica, promoção
        """,
}
_PASSING = {
    "legal": """
        lawyer, lawyers, attorney, contract, clause, court, compliance, copyright, patent, vertrag, contrat, contrato
        """,
    "security": """
        hacked, breach, credentials, compromised, security team, suspicious, incident, passwort, contraseña, senha
        """,
    "money": """
        invoice, payment, payments, refund, budget, bonus, revenue, rechnung, zahlung, facture, paiement, factura,
        pago, fatura
        """,
    "personnel": """
        fired, hr, notice period, candidate, offer letter, contract end, warning letter, personal, vacation days
        """,
}


class Cue(NamedTuple):
    matter: str
    phrase: str
    weight: float


def cues() -> dict[str, Cue]:
    """Every phrase with its matter and weight."""
    levels = ((_PASSING, PASSING), (_SERIOUS, SERIOUS), (_GRAVE, GRAVE))
    return {
        phrase: Cue(matter, phrase, weight)
        for phrases, weight in levels
        for matter, text in phrases.items()
        for phrase in _listed(text)
    }


def _listed(text: str) -> list[str]:
    return [phrase.strip() for line in text.splitlines() for phrase in line.split(",") if phrase.strip()]
