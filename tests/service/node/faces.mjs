/** Wechaty's objects as plain JSON. */
import { createHash } from 'node:crypto'

export const face = contact => contact ? { id: contact.id, name: contact.name() } : null

export const faces = contacts => contacts.map(each => each.id).sort()

export const place = async room => room ? { id: room.id, topic: await room.topic() } : null

export const word = message => message
  ? {
      id: message.id,
      talker: message.talker().id,
      room: message.room()?.id ?? '',
      listener: message.listener()?.id ?? '',
      text: message.text(),
      type: message.type(),
      own: message.self(),
      at: message.date().toISOString(),
    }
  : null

export async function contents (file) {
  const bytes = await file.toBuffer()
  return { name: file.name, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
}
