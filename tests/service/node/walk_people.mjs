/** Steps with contacts, tags and friendships. */
import { FileBox } from 'file-box'

import { contents, face, faces } from './faces.mjs'

export function people (bot) {
  const contact = async id => {
    const found = await bot.Contact.find({ id })
    if (!found) throw new Error(`no contact ${id}`)
    return found
  }
  return {
    'find a contact': async ({ name }) => face(await bot.Contact.find({ name })),
    'find a contact by name or alias': async ({ name }) => face(await bot.Contact.find(name)),
    'find a contact by alias': async ({ alias }) => face(await bot.Contact.find({ alias })),
    'find contacts like': async ({ pattern }) => faces(await bot.Contact.findAll({ name: new RegExp(pattern) })),
    'find all contacts': async () => faces(await bot.Contact.findAll()),
    'read a contact': async ({ id }) => {
      const found = await contact(id)
      return {
        ...face(found),
        friend: found.friend(),
        type: found.type(),
        gender: found.gender(),
        handle: found.handle() ?? '',
        city: found.city() ?? '',
        self: found.self(),
      }
    },
    'read again': async ({ id }) => {
      const found = await contact(id)
      await found.sync()
      return face(found)
    },
    'alias': async ({ id }) => await (await contact(id)).alias() ?? '',
    'set alias': async ({ id, alias }) => (await contact(id)).alias(alias),
    'set phones': async ({ id, phones }) => (await contact(id)).phone(phones),
    'phones': async ({ id }) => (await contact(id)).phone(),
    'set corporation': async ({ id, remark }) => (await contact(id)).corporation(remark),
    'set description': async ({ id, description }) => (await contact(id)).description(description),
    'avatar': async ({ id }) => contents(await (await contact(id)).avatar()),
    'set my avatar': async ({ name, base64 }) => bot.currentUser.avatar(FileBox.fromBase64(base64, name)),
    'tag': async ({ id, tag }) => (await bot.Tag.get(tag)).add(await contact(id)),
    'tags of': async ({ id }) => (await (await contact(id)).tags()).map(tag => tag.id),
    'all tags': async () => (await bot.Contact.tags()).map(tag => tag.id),
    'untag': async ({ id, tag }) => (await bot.Tag.get(tag)).remove(await contact(id)),
    'delete tag': async ({ tag }) => bot.Tag.delete(await bot.Tag.get(tag)),
    'search a friend': async query => face(await bot.Friendship.search(query)),
    'ask for friendship': async ({ id, hello }) => bot.Friendship.add(await contact(id), hello),
    'accept a friend': async ({ id }) => {
      const friendship = bot.Friendship.load(id)
      await friendship.ready()
      await friendship.accept()
      return face(friendship.contact())
    },
  }
}
