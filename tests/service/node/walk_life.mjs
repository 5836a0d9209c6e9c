/** Steps of the bot's own life. */
import { face } from './faces.mjs'

export const life = bot => ({
  'who am I': () => face(bot.currentUser),
  'am I logged in': () => bot.isLoggedIn,
  'wait until ready': () => bot.ready(),
  'ding': ({ said }) => { bot.ding(said) },
  'log out': () => bot.logout(),
  'stop': () => bot.stop(),
  'start': () => bot.start(),
  'reset': () => bot.reset(),
  'my QR code': () => bot.currentUser.qrcode(),
  'be called': ({ name }) => bot.currentUser.name(name),
  'sign': ({ signature }) => bot.currentUser.signature(signature),
})
