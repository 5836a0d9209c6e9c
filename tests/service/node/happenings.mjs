/** Tells everything that a bot hears. */
import { face, faces, place, word } from './faces.mjs'
import { tell } from './lines.mjs'

export function listen (bot) {
  const on = (name, plain) => bot.on(name, async (...happened) => {
    tell({ event: name, ...await plain(...happened) })
  })
  on('scan', (qrcode, status) => ({ qrcode, status }))
  on('login', user => face(user))
  on('ready', () => ({}))
  on('logout', (user, reason) => ({ id: user.id, reason }))
  on('heartbeat', () => ({}))
  on('dong', said => ({ said }))
  on('message', word)
  on('friendship', friendship => ({
    id: friendship.id, type: friendship.type(), hello: friendship.hello(), contact: friendship.contact().id,
  }))
  on('room-invite', invitation => ({ id: invitation.id }))
  on('room-join', async (room, invitees, inviter) => ({ room: await place(room), who: faces(invitees), by: inviter.id }))
  on('room-leave', async (room, leavers, remover) => ({ room: await place(room), who: faces(leavers), by: remover?.id ?? '' }))
  on('room-topic', async (room, topic, before, changer) => ({ room: room.id, topic, before, by: changer.id }))
  on('error', error => ({ text: String(error?.message ?? error), details: error?.details ?? '' }))
}
