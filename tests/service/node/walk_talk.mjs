/** Steps with what is said, and what is done to it afterwards. */
import { face, faces, word } from './faces.mjs'

export function talk (bot) {
  const message = async id => {
    const found = await bot.Message.find({ id })
    if (!found) throw new Error(`no message ${id}`)
    return found
  }
  const contact = id => bot.Contact.find({ id })
  const conversation = async ({ to, room }) => room ? await bot.Room.find({ id: room }) : await contact(to)
  return {
    'say': async ({ text, ...where }) => word(await (await conversation(where)).say(text)),
    'say to members': async ({ room, text, who }) => {
      const said = await (await bot.Room.find({ id: room })).say(text, ...await Promise.all(who.map(contact)))
      return { ...word(said), mentioned: faces(await said.mentionList()) }
    },
    'answer': async ({ id, text }) => word(await (await message(id)).say(text)),
    'read a message': async ({ id }) => word(await message(id)),
    'find messages': async ({ text }) => (await bot.Message.findAll({ text })).map(each => each.id),
    'who is mentioned': async ({ id }) => faces(await (await message(id)).mentionList()),
    'am I mentioned': async ({ id }) => (await message(id)).mentionSelf(),
    'text without mentions': async ({ id }) => (await message(id)).mentionText(),
    'recall': async ({ id }) => (await message(id)).recall(),
    'what was recalled': async ({ id }) => word(await (await message(id)).toRecalled()),
    'forward': async ({ id, ...where }) => word(await (await message(id)).forward(await conversation(where))),
    'send a card': async ({ who, ...where }) => word(await (await conversation(where)).say(await contact(who))),
    'whose card': async ({ id }) => face(await (await message(id)).toContact()),
    'send a link': async ({ link, ...where }) =>
      word(await (await conversation(where)).say(new bot.UrlLink(link))),
    'read a link': async ({ id }) => {
      const link = await (await message(id)).toUrlLink()
      return { url: link.url(), title: link.title(), description: link.description() ?? '', picture: link.thumbnailUrl() ?? '' }
    },
    'send a place': async ({ place, ...where }) =>
      word(await (await conversation(where)).say(new bot.Location(place))),
    'send a mini program': async ({ program, ...where }) =>
      word(await (await conversation(where)).say(new bot.MiniProgram(program))),
    'read a mini program': async ({ id }) => (await (await message(id)).toMiniProgram()).payload,
  }
}
