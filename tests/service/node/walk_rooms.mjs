/** Steps with rooms and invitations. */
import { contents, face, faces, place } from './faces.mjs'

export function rooms (bot) {
  const room = async id => {
    const found = await bot.Room.find({ id })
    if (!found) throw new Error(`no room ${id}`)
    return found
  }
  const contact = id => bot.Contact.find({ id })
  return {
    'find a room': async ({ topic }) => place(await bot.Room.find({ topic })),
    'find rooms like': async ({ pattern }) =>
      (await bot.Room.findAll({ topic: new RegExp(pattern) })).map(each => each.id).sort(),
    'find all rooms': async () => (await bot.Room.findAll()).map(each => each.id).sort(),
    'read a room': async ({ id }) => {
      const found = await room(id)
      return { ...await place(found), owner: found.owner()?.id ?? '', members: faces(await found.memberAll()) }
    },
    'members called': async ({ id, name }) => faces(await (await room(id)).memberAll(name)),
    'a member': async ({ id, name }) => face(await (await room(id)).member({ name })),
    'is in': async ({ id, who }) => (await room(id)).has(await contact(who)),
    'alias in room': async ({ id, who }) => await (await room(id)).alias(await contact(who)) ?? '',
    'topic': async ({ id }) => (await room(id)).topic(),
    'set topic': async ({ id, topic }) => (await room(id)).topic(topic),
    'announcement': async ({ id }) => (await room(id)).announce(),
    'announce': async ({ id, text }) => (await room(id)).announce(text),
    'room QR code': async ({ id }) => (await room(id)).qrCode(),
    'room picture': async ({ id }) => contents(await (await room(id)).avatar()),
    'bring in': async ({ id, who }) => (await room(id)).add(await contact(who)),
    'put out': async ({ id, who }) => (await room(id)).remove(await contact(who)),
    'leave': async ({ id }) => (await room(id)).quit(),
    'open a room': async ({ topic, who }) => {
      const opened = await bot.Room.create(await Promise.all(who.map(contact)), topic)
      await opened.ready()
      return place(opened)
    },
    'read an invitation': async ({ id }) => {
      const invitation = bot.RoomInvitation.load(id)
      return {
        inviter: (await invitation.inviter()).id,
        topic: await invitation.topic(),
        count: await invitation.memberCount(),
      }
    },
    'accept an invitation': async ({ id }) => bot.RoomInvitation.load(id).accept(),
  }
}
