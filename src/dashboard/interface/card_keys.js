// Brings whoever works by keys to the card that they opened, and back when it is closed.
const focused = () => {
  let one = document.activeElement;
  while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  return one;
};
let opener = null; // outlives the card, which is made anew when it is closed and opened

export default function ({ parentElement, data }) {
  const card = parentElement.closest(".st-key-event-card");
  if (card.shows !== data) {
    card.shows = data;
    const from = focused();
    // A pointer keeps its place; the picker stands right above its card.
    if (from?.matches("button:focus-visible")) {
      opener = from;
      card.tabIndex = -1;
      card.setAttribute("role", "group");
      card.setAttribute("aria-label", "Event card");
      card.focus();
    }
  }
  return () => setTimeout(() => { // once the page has settled: is the card gone, and the focus with it?
    if (card.isConnected || ![document.body, null].includes(focused())) return;
    const picker = document.querySelector('.st-key-event input');
    (opener?.isConnected ? opener : picker)?.focus();
  }, 100);
}
