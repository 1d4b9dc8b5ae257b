'use strict';
const form = document.getElementById('filters');
const instrument = document.getElementById('instrument');
const ref = document.getElementById('ref');
const status_ = document.getElementById('status');
const text = document.getElementById('text');
const shown = document.getElementById('shown');
const sections = [...document.querySelectorAll('section')];
const rows = [...document.querySelectorAll('tbody tr')];
const long = [...document.querySelectorAll('details')];

const option = word => {
  const made = document.createElement('option');
  made.value = made.textContent = word;
  return made;
};

// The clauses of the chosen instrument, or of all.
const offerRefs = () => {
  const of = rows.filter(row => !instrument.value || row.closest('section').dataset.instrument === instrument.value);
  const chosen = ref.value;
  ref.replaceChildren(ref.options[0], ...new Set(of.map(row => row.dataset.ref)).values().map(option));
  ref.value = chosen;
  if (ref.selectedIndex < 0) ref.value = '';
};

const show = () => {
  const words = text.value.toLowerCase().split(/\s+/).filter(word => word);
  let count = 0;
  for (const section of sections) {
    const here = !instrument.value || section.dataset.instrument === instrument.value;
    let any = false;
    for (const row of section.querySelectorAll('tbody tr')) {
      const found = row.dataset.words ||= [row, ...row.querySelectorAll('[title]')]
        .map(part => part === row ? section.dataset.instrument + ' ' + row.textContent : part.title).join(' ').toLowerCase();
      const fits = here && (!ref.value || row.dataset.ref === ref.value)
        && (!status_.value || row.dataset.status === status_.value)
        && words.every(word => found.includes(word));
      row.hidden = !fits;
      any ||= fits;
      count += fits;
    }
    section.hidden = !any;
  }
  shown.textContent = count + ' / ' + rows.length;
};

instrument.append(...sections.map(section => option(section.dataset.instrument)));
form.addEventListener('input', () => { offerRefs(); show(); });
form.addEventListener('reset', () => setTimeout(() => { offerRefs(); show(); }));
form.addEventListener('submit', event => event.preventDefault());
form.hidden = false;
for (const part of long) part.open = part.querySelectorAll('li').length <= 3;
let closed = [];
addEventListener('beforeprint', () => {
  closed = long.filter(part => !part.open);
  for (const part of closed) part.open = true;
});
addEventListener('afterprint', () => { for (const part of closed) part.open = false; });
offerRefs();
show();
