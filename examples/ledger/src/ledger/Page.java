package ledger;

/** The one page: accounts, their balances, and a form for transfers. */
final class Page {
  static final String HTML =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <link rel="icon" href="data:,">
      <title>Ledger</title>
      <style>
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto; padding: 0 1rem }
        table { border-collapse: collapse; width: 100% }
        th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #ddd }
        .amount { text-align: right; font-variant-numeric: tabular-nums }
        form { display: flex; gap: .5rem; flex-wrap: wrap; margin: 1rem 0 }
        input, select, button { font: inherit; padding: .25rem .5rem }
        #error { color: #a00; min-height: 1.5em }
      </style>
      <h1>Ledger</h1>
      <table>
        <thead><tr><th>Account<th class="amount">Balance</thead>
        <tbody id="accounts"></tbody>
      </table>
      <form id="open">
        <input name="name" placeholder="New account" aria-label="Name of the new account" required maxlength="100">
        <button>Open</button>
      </form>
      <form id="post">
        <select name="from" aria-label="From" required></select>
        <select name="to" aria-label="To" required></select>
        <input name="amount" type="number" min="0.01" step="0.01" placeholder="Amount" aria-label="Amount" required>
        <input name="description" placeholder="What for" aria-label="What for">
        <button>Transfer</button>
      </form>
      <p id="error" role="alert"></p>
      <h2>Newest transfers</h2>
      <table>
        <thead><tr><th>When<th>What for<th>From<th>To<th class="amount">Amount</thead>
        <tbody id="transfers"></tbody>
      </table>
      <script>
        const at = id => document.getElementById(id)
        const money = cents => (cents / 100).toFixed(2)
        const cell = (text, kind) => { const td = document.createElement('td'); td.textContent = text; if (kind) td.className = kind; return td }
        const row = (...cells) => { const tr = document.createElement('tr'); tr.append(...cells); return tr }
        async function call(path, body) {
          const answer = await fetch(path, body && { method: 'POST', body: JSON.stringify(body) })
          const value = await answer.json()
          if (!answer.ok) throw new Error(value.error)
          return value
        }
        async function show() {
          const [accounts, transfers] = await Promise.all([call('/api/accounts'), call('/api/transfers')])
          const names = Object.fromEntries(accounts.map(a => [a.id, a.name]))
          at('accounts').replaceChildren(...accounts.map(a => row(cell(a.name), cell(money(a.balance), 'amount'))))
          at('transfers').replaceChildren(...transfers.map(t => row(cell(t.posted_at.slice(0, 16)), cell(t.description), cell(names[t.from]), cell(names[t.to]), cell(money(t.amount), 'amount'))))
          for (const select of document.querySelectorAll('select')) {
            const chosen = select.value
            select.replaceChildren(...accounts.map(a => new Option(a.name, a.id)))
            if (chosen) select.value = chosen
          }
        }
        function on(id, path, body) {
          at(id).addEventListener('submit', async event => {
            event.preventDefault()
            at('error').textContent = ''
            try {
              await call(path, body(Object.fromEntries(new FormData(event.target))))
              event.target.reset()
              await show()
            } catch (e) { at('error').textContent = e.message }
          })
        }
        on('open', '/api/accounts', form => ({ name: form.name }))
        on('post', '/api/transfers', form => ({
          from: +form.from, to: +form.to, amount: Math.round(form.amount * 100),
          description: form.description, key: crypto.randomUUID?.() }))
        show()
      </script>
      """;

  private Page() {}
}
