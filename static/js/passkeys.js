// allauth's script says in an event that a passkey was not used; the page says it in words.
document.addEventListener('allauth.error', (event) => {
  event.preventDefault()
  for (const trouble of document.querySelectorAll('[data-passkey-trouble]')) {
    trouble.hidden = false
  }
})
