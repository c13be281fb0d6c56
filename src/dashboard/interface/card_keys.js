// Brings readers to the card that they opened: the focus of whoever works by keys, which goes back
// when it is closed, and the screen of whoever clicked a mark, as far as the card lies beyond its edge.
const focused = () => {
  let one = document.activeElement;
  while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  return one;
};
let opener = null; // outlives the card, which is made anew when it is closed and opened

export default function ({ parentElement, data }) {
  const card = parentElement.closest(".st-key-event-card");
  const { event, clicked } = data;
  if (card.shows !== event) {
    card.shows = event;
    const from = focused();
    if (from?.matches("button:focus-visible")) {
      opener = from;
      card.tabIndex = -1;
      card.setAttribute("role", "group");
      card.setAttribute("aria-label", "Event card");
      card.focus();
    } else if (clicked) {
      card.scrollIntoView({ block: "nearest" });
    }
  }
  return () => setTimeout(() => { // once the page has settled: is the card gone, and the focus with it?
    if (card.isConnected || ![document.body, null].includes(focused())) return;
    const picker = document.querySelector('.st-key-event input');
    (opener?.isConnected ? opener : picker)?.focus();
  }, 100);
}
