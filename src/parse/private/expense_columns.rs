//! The columns of a table of expenses, by the heads that treasurers, banks and programs for sharing costs give them.

use crate::handbook::money::Currency;
use crate::handbook::private::MoneyFlow;
use crate::source::Source;

use super::amounts::{WrittenAmount, currency};
use super::columns::folded;
use super::table::{PeopleTable, TableRow};

/// The column's own name wins over other heads of it, and an earlier head over a later one.
#[rustfmt::skip]
const DATE: &[&str] = &[
    "date", "day", "datum", "tag", "fecha", "data", "dato", "dátum", "date of purchase", "purchase date",
    "date paid", "paid on", "expense date", "date of expense", "transaction date", "trans date", "completed date",
    "booking date", "posting date", "posted date", "post date", "posted", "payment date", "invoice date",
    "buchungstag", "buchungsdatum", "buchung", "belegdatum", "date opération", "date operation",
    "date de l'opération", "date d'opération", "date de comptabilisation", "fecha de operación", "fecha operación",
    "data operacji", "data transakcji", "data operazione", "data contabile", "boekdatum", "boekingsdatum",
    "transactiedatum", "bokföringsdag", "bokføringsdato", "päivä", "päivämäärä", "kuupäev", "datums", "дата", "日付",
    "日期", "started date", "created at", "timestamp", "zeitstempel", "value date", "valuta", "wertstellung",
];
const SESSION: &[&str] = &["session", "meeting", "sitting"];
#[rustfmt::skip]
const ITEM: &[&str] = &[
    "item", "description", "what", "details", "beschreibung", "description of expense", "descripción", "libellé",
    "transaction description", "particulars", "narrative", "purpose", "memo", "expense", "payee", "merchant",
    "vendor", "supplier", "text", "buchungstext", "verwendungszweck", "bezeichnung", "zweck", "artikel", "libelle",
    "désignation", "concepto", "descrizione", "causale", "omschrijving", "descrição", "opis", "tytuł", "beskrivning",
    "beskrivelse", "name", "title", "notes", "note", "comment", "reference",
];
#[rustfmt::skip]
const CATEGORY: &[&str] = &[
    "category", "type", "kind", "kategorie", "catégorie", "categoría", "categorie", "categoria", "kategoria",
    "kategori", "expense type", "expense category", "budget line", "account",
];
#[rustfmt::skip]
const RECEIPT: &[&str] = &[
    "receipt", "invoice", "voucher", "beleg", "reçu", "recibo", "bon", "receipt no", "receipt number", "belegnr",
];
#[rustfmt::skip]
const CURRENCY: &[&str] = &[
    "currency", "currency code", "währung", "waehrung", "devise", "moneda", "moeda", "valuta", "divisa", "munt",
    "waluta", "valiuta", "valūta", "valuuta", "měna", "mena", "pénznem", "deviza", "para birimi", "валюта", "通貨",
    "币种", "货币", "ccy",
];
const BALANCE: &[&str] = &[
    "balance",
    "running balance",
    "account balance",
    "closing balance",
    "saldo nach buchung",
    "saldo",
    "kontostand",
    "solde",
    "saldo po operacji",
    "guthaben",
];
/// Heads of what was paid, of a sum, and of a price, which counts where there is no other.
#[rustfmt::skip]
const AMOUNT: [&[&str]; 3] = [
    &[
        "amount", "amount paid", "paid amount", "paid", "expense amount", "spent", "amount spent", "betrag",
        "umsatz", "montant", "importe", "importo", "valor", "bedrag", "beløb", "beløp", "belopp", "kwota",
        "cantidad", "quantia", "summa", "částka", "összeg", "suma", "monto", "сумма", "金額", "金额", "transaction amount",
    ],
    &[
        "total", "total amount", "total cost", "total price", "total paid", "grand total", "gross", "brutto",
        "gesamt", "gesamtbetrag", "total ttc", "montant ttc", "sum", "summe",
    ],
    &[
        "cost", "costs", "price", "actual", "actual cost", "kosten", "coût", "cout", "coste", "costo", "prix",
        "precio", "preis", "value",
    ],
];
#[rustfmt::skip]
const OUT: &[&str] = &[
    "debit", "debits", "debit amount", "dr", "withdrawal", "withdrawals", "withdrawal amt", "withdrawal amount",
    "paid out", "money out", "out", "outflow", "outgoing", "outgoings", "expense", "expenses", "expenditure", "payment",
    "payments", "spent", "soll", "debet", "ausgabe", "ausgaben", "ausgang", "belastung", "lastschrift", "débit", "dépense",
    "dépenses", "sortie", "sorties", "gasto", "gastos", "cargo", "cargos", "egreso", "egresos", "salida", "salidas",
    "debe", "despesa", "despesas", "débito", "saída", "saídas", "uscita", "uscite", "addebiti", "dare", "uitgaven",
    "uitgave", "af", "wydatek", "wydatki", "obciążenia", "rozchód", "utgift", "utgifter", "udgift", "udgifter",
    "расход",
];
#[rustfmt::skip]
const IN: &[&str] = &[
    "credit", "credits", "credit amount", "cr", "deposit", "deposits", "deposit amt", "deposit amount", "paid in",
    "money in", "in", "inflow", "incoming", "income", "incomes", "receipts", "received", "revenue", "haben", "einnahme",
    "einnahmen", "eingang", "gutschrift", "crédit", "recette", "recettes", "entrée", "entrées", "ingreso",
    "ingresos", "abono", "abonos", "entrada", "entradas", "haber", "receita", "receitas", "crédito", "entrata",
    "entrate", "accrediti", "avere", "inkomsten", "bij", "przychód", "przychody", "wpływy", "uznania", "inkomst",
    "inkomster", "indtægt", "indtægter", "inntekt", "inntekter", "доход",
];
/// Heads of a column that says which way the money went.
#[rustfmt::skip]
const WAY: &[&str] = &[
    "debit/credit", "credit/debit", "dr/cr", "cr/dr", "d/c", "c/d", "debit credit", "credit debit", "soll/haben",
    "s/h", "soll haben kennzeichen", "income/expense", "expense/income", "in/out", "af bij", "af/bij", "direction",
    "richtung", "type", "transaction type", "sens",
];
/// Words in such a column, beside those that head a column of its own.
const OUT_WORDS: &[&str] = &["d", "s", "-", "purchase", "card payment", "bought"];
const IN_WORDS: &[&str] = &["c", "h", "+", "refund"];
const MOVED_WORDS: &[&str] = &["transfer", "umbuchung", "virement interne", "transferencia", "overboeking"];
/// Categories of what is certainly no spending.
#[rustfmt::skip]
const INCOME: &[&str] = &[
    "income", "revenue", "einnahme", "einnahmen", "recette", "recettes", "ingreso", "ingresos", "receita",
    "receitas", "entrata", "entrate", "inkomsten", "przychody", "inkomst", "inkomster",
];
/// The category of Splitwise for money that members gave each other.
const PAYMENT: &[&str] = &["payment", "zahlung", "paiement", "pago", "pagamento", "betaling", "płatność"];

/// What a head says of amounts with and without a minus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MinusMeans {
    Spent,
    CameBack,
}

/// The heads that decide it.
pub(super) const MINUS_HEADS: [(&str, MinusMeans); 2] =
    [("amount (minus is spent)", MinusMeans::Spent), ("amount (minus came back)", MinusMeans::CameBack)];

/// The columns in which amounts stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AmountColumns {
    None,
    One(usize),
    /// What was spent and what was received.
    OutAndIn(usize, usize),
    /// Two that may both be the amount.
    Several(usize, usize),
}

/// The columns of a table of expenses.
pub(super) struct ExpenseColumns {
    pub date: Option<usize>,
    pub session: Option<usize>,
    pub item: Option<usize>,
    pub category: Option<usize>,
    pub receipt: Option<usize>,
    pub amount: AmountColumns,
    pub minus_means: Option<MinusMeans>,
    pub has_balance: bool,
    /// Whether its heads are those of a list of spending, and not of an account.
    pub is_of_spending: bool,
    /// The column that says which way the money went.
    way: Option<usize>,
    is_splitwise: bool,
    code: Option<usize>,
    /// The currency in the head of the amount (`Betrag (EUR)`), or else that of the whole group.
    usual: Currency,
}

impl ExpenseColumns {
    /// Finds the columns by the heads in the first of `rows`, and by what stands below them.
    /// Amounts are in the currency that they or their column have, or else in `groups`.
    pub fn of(rows: &[TableRow], groups: &Currency) -> ExpenseColumns {
        let Some((first, rows)) = rows.split_first() else { return ExpenseColumns::none() };
        let heads: Vec<(String, Option<Currency>)> = first.cells.iter().map(|cell| head(cell)).collect();
        let find = |names: &[&str]| names.iter().find_map(|name| heads.iter().position(|(head, _)| head == name));
        let cells = |column: usize| rows.iter().filter_map(move |row| row.cell(Some(column)));
        let is_of_numbers =
            |column: usize| cells(column).all(|cell| WrittenAmount::of(&cell).is_some() || is_nothing(&cell));
        let headed = |names: &[&str]| {
            let places = (0..heads.len()).filter(|place| names.contains(&heads[*place].0.as_str()));
            places.filter(|place| is_of_numbers(*place)).collect::<Vec<usize>>()
        };
        let is_filled = |column: &usize| cells(*column).next().is_some();
        let numbers = |names: &[&str]| headed(names).into_iter().filter(is_filled).collect::<Vec<usize>>();
        let minus = MINUS_HEADS.iter().find_map(|(name, means)| {
            let is_head = |cell: &String| cell.trim().eq_ignore_ascii_case(name);
            Some((first.cells.iter().position(is_head)?, *means))
        });
        let amount = match (minus, headed(OUT).as_slice(), headed(IN).as_slice()) {
            (Some((column, _)), ..) => AmountColumns::One(column),
            (None, [out, ..], [into, ..]) if is_filled(out) || is_filled(into) => AmountColumns::OutAndIn(*out, *into),
            (None, out, _) => one_amount(&heads, rows, out.iter().copied().find(is_filled), &numbers),
        };
        let date = find(DATE);
        // `Valuta` heads a column of currencies, or of days.
        let is_code = |code: &usize| cells(*code).all(|cell| !cell.contains(|c: char| c.is_ascii_digit()));
        let code = find(CURRENCY).filter(is_code);
        let mut columns = ExpenseColumns {
            date,
            session: find(SESSION),
            item: None,
            category: find(CATEGORY),
            receipt: find(RECEIPT),
            amount,
            minus_means: minus.map(|(_, means)| means),
            has_balance: find(BALANCE).is_some(),
            is_of_spending: false,
            way: None,
            is_splitwise: is_splitwise(&heads),
            code,
            usual: Currency::default(),
        };
        let taken: Vec<usize> = columns.amounts().chain(columns.date).chain(columns.code).collect();
        let item = |name: &str| heads.iter().position(|(head, _)| *head == name).filter(|at| !taken.contains(at));
        columns.item = ITEM.iter().find_map(|name| item(name));
        let head = columns.amounts().find_map(|column| heads[column].1.clone());
        columns.usual = head.unwrap_or_else(|| groups.clone());
        columns.is_of_spending = heads.iter().any(|(head, _)| head == "item")
            || columns.session.is_some()
            || columns.receipt.is_some()
            || columns.amounts().any(|column| OUT.contains(&heads[column].0.as_str()));
        columns.way = (0..heads.len()).find(|column| {
            let is_named = WAY.contains(&heads[*column].0.as_str());
            !taken.contains(column) && Some(*column) != columns.item && is_way(rows, *column, is_named, &columns)
        });
        if columns.way.is_some() && columns.way == columns.category {
            columns.category = None;
        }
        columns
    }

    fn none() -> ExpenseColumns {
        let (date, session, item, category, receipt, way, code) = (None, None, None, None, None, None, None);
        let amount = AmountColumns::None;
        ExpenseColumns {
            date,
            session,
            item,
            category,
            receipt,
            amount,
            minus_means: None,
            has_balance: false,
            is_of_spending: false,
            way,
            is_splitwise: false,
            code,
            usual: Currency::default(),
        }
    }

    /// Returns whether it has what each line needs.
    pub fn is_whole(&self) -> bool {
        self.date.is_some() && self.amount != AmountColumns::None
    }

    /// Reports the columns that are missing.
    pub fn missing(&self, table: &mut PeopleTable, source: &Source, code: &'static str) {
        let found = [
            ("date", self.date),
            ("session", self.session),
            ("item", self.item),
            ("category", self.category),
            ("amount", self.amounts().next()),
            ("receipt", self.receipt),
            ("currency", self.code),
        ];
        for (name, column) in found {
            if let (Some(column), None) = (column, table.column(&[name])) {
                name.clone_into(&mut table.header[column]);
            }
        }
        table.columns(source, code, &found.map(|(name, _)| name), &["date", "amount"]);
    }

    /// Returns the columns of amounts.
    pub fn amounts(&self) -> impl Iterator<Item = usize> + use<> {
        let columns = match self.amount {
            AmountColumns::One(column) => [Some(column), None],
            AmountColumns::OutAndIn(out, into) => [Some(out), Some(into)],
            AmountColumns::Several(..) | AmountColumns::None => [None, None],
        };
        columns.into_iter().flatten()
    }

    /// Returns whether the columns say which way the money of each line went.
    pub fn say_the_way(&self) -> bool {
        self.way.is_some() || matches!(self.amount, AmountColumns::OutAndIn(..))
    }

    /// Returns the currency in the line's own column, in the head, of the group, or none that is known; `None` where the
    /// column holds something else.
    pub fn currency(&self, row: &TableRow) -> Option<Currency> {
        match row.cell(self.code) {
            Some(code) => currency(&code),
            None => Some(self.usual.clone()),
        }
    }

    /// Returns the amount of a line in a column, in its currency.
    pub fn written(&self, row: &TableRow, column: usize) -> Option<WrittenAmount> {
        let mut written = WrittenAmount::of(&row.cell(Some(column))?)?;
        let beside = self.currency(row)?;
        if row.cell(self.code).is_some() {
            written.currency = beside;
            return Some(written);
        }
        Some(written.usually(&beside))
    }

    /// Returns which way the money of a line went, by the column of ways or by its category.
    pub fn flow(&self, row: &TableRow) -> Option<MoneyFlow> {
        if let Some(way) = row.cell(self.way) {
            return way_of(&way, true);
        }
        let category = folded(&row.cell(self.category)?);
        let is = |words: &[&str]| words.contains(&category.as_str());
        if is(INCOME) {
            return Some(MoneyFlow::CameIn);
        }
        (self.is_splitwise && is(PAYMENT)).then_some(MoneyFlow::Moved)
    }
}

/// Returns the one column of amounts; two where both may be it.
fn one_amount(
    heads: &[(String, Option<Currency>)],
    rows: &[TableRow],
    out: Option<usize>,
    numbers: &impl Fn(&[&str]) -> Vec<usize>,
) -> AmountColumns {
    let [own, sums, prices] = AMOUNT.map(numbers);
    let differ = |one: usize, other: usize| {
        let cells = |row: &TableRow| (row.cell(Some(one)), row.cell(Some(other)));
        rows.iter().map(cells).any(|(one, other)| one.is_some() && other.is_some() && one != other)
    };
    let mut all: Vec<usize> = [own, sums].concat();
    if all.is_empty() {
        all = if out.is_some() { out.into_iter().collect() } else { prices };
    }
    if let Some((first, others)) = all.split_first() {
        let other = others.iter().find(|other| differ(*first, **other));
        return other.map_or(AmountColumns::One(*first), |other| AmountColumns::Several(*first, *other));
    }
    // A column of words alone is still the column, of which each line is said to be wrong.
    let named = AMOUNT.concat();
    let place = named.iter().find_map(|name| heads.iter().position(|(head, _)| head == name));
    place.map_or(AmountColumns::None, AmountColumns::One)
}

/// Returns a head without what stands in brackets, and the currency that it names: `Betrag (EUR)`, `Amount in CAD`.
fn head(cell: &str) -> (String, Option<Currency>) {
    let (before, inside) = match cell.split_once(['(', '[']) {
        Some((before, inside)) => (before, inside.trim_end_matches([')', ']']).trim()),
        None => (cell, ""),
    };
    let is_money = |found: &Currency| found.is_code() || found.0.chars().any(|c| !c.is_alphanumeric());
    let of = |text: &str| currency(text).filter(|_| !text.is_empty()).filter(is_money);
    if let Some(found) = of(inside) {
        return (folded(before), Some(found));
    }
    let before = before.trim();
    if let Some(rest) = ["euros", "euro"].iter().find_map(|word| before.strip_suffix(word)) {
        let rest = folded(rest);
        let rest = [" en", " in"].iter().find_map(|word| rest.strip_suffix(word)).unwrap_or(&rest);
        return (rest.to_owned(), Some(Currency("EUR".into())));
    }
    let last = before.rsplit_once(' ').filter(|(_, last)| last.chars().all(|c| !c.is_lowercase()));
    match last.and_then(|(rest, last)| Some((rest, of(last)?))) {
        Some((rest, found)) => {
            let rest = folded(rest);
            (rest.strip_suffix(" in").unwrap_or(&rest).to_owned(), Some(found))
        }
        None => (folded(before), None),
    }
}

/// Returns whether a cell of numbers says that there is none.
fn is_nothing(cell: &str) -> bool {
    matches!(cell, "-" | "–" | "—")
}

/// Returns whether the heads are those of Splitwise: behind them has each member a column.
fn is_splitwise(heads: &[(String, Option<Currency>)]) -> bool {
    let is = |at: usize, names: &[&str]| heads.get(at).is_some_and(|(head, _)| names.contains(&head.as_str()));
    let [_, _, costs] = AMOUNT;
    heads.len() > 5 && is(0, DATE) && is(1, ITEM) && is(2, CATEGORY) && is(3, costs) && is(4, CURRENCY)
}

/// Returns whether every line with an amount says in a column which way its money went.
fn is_way(rows: &[TableRow], column: usize, is_named: bool, columns: &ExpenseColumns) -> bool {
    let mut lines = rows.iter().filter(|row| {
        columns.amounts().any(|amount| row.cell(Some(amount)).is_some()) && row.cell(columns.date).is_some()
    });
    let says = |row: &TableRow| row.cell(Some(column)).is_some_and(|cell| way_of(&cell, is_named).is_some());
    let mut one = lines.clone().peekable();
    one.peek().is_some() && lines.all(says)
}

/// Returns the way that a word says; single letters say one only where the column is for that.
fn way_of(cell: &str, is_named: bool) -> Option<MoneyFlow> {
    let cell = match cell.trim() {
        sign @ ("-" | "+") => sign.to_owned(),
        cell => folded(cell),
    };
    let is = |words: &[&[&str]]| words.iter().any(|words| words.contains(&cell.as_str()));
    // Of a card it is a payment of what was owed.
    let is_payment = matches!(cell.as_str(), "payment" | "payments");
    match () {
        () if is_payment => None,
        () if !is_named && cell.chars().count() < 3 => None,
        () if is(&[OUT, OUT_WORDS]) => Some(MoneyFlow::Spent),
        () if is(&[IN, IN_WORDS]) => Some(MoneyFlow::CameIn),
        () if is(&[MOVED_WORDS]) => Some(MoneyFlow::Moved),
        () => None,
    }
}
