/** Steps with files, in each of the ways in which Wechaty takes one. */
import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { FileBox } from 'file-box'

import { contents, word } from './faces.mjs'

const boxes = {
  base64: (bytes, name) => FileBox.fromBase64(bytes.toString('base64'), name),
  buffer: (bytes, name) => FileBox.fromBuffer(bytes, name),
  stream: (bytes, name) => FileBox.fromStream(Readable.from([bytes]), name),
  path: async (bytes, name) => {
    await writeFile(name, bytes)
    return FileBox.fromFile(name)
  },
}

export function files (bot) {
  const message = id => bot.Message.find({ id })
  const conversation = ({ to, room }) => room ? bot.Room.find({ id: room }) : bot.Contact.find({ id: to })
  const box = { face: bytes => contents(FileBox.fromBuffer(bytes, 'sent')) }
  return {
    'send a file': async ({ as, name, size, ...where }) => {
      const bytes = randomBytes(size)
      const said = await (await conversation(where)).say(await boxes[as](bytes, name))
      return { ...word(said), sha256: (await box.face(bytes)).sha256 }
    },
    'send what is at': async ({ url, name, ...where }) =>
      word(await (await conversation(where)).say(FileBox.fromUrl(url, { name }))),
    'send a QR code': async ({ code, ...where }) =>
      word(await (await conversation(where)).say(FileBox.fromQRCode(code))),
    'read a file': async ({ id }) => contents(await (await message(id)).toFileBox()),
    'read a thumbnail': async ({ id }) => contents(await (await message(id)).toImage().thumbnail()),
    'read a picture': async ({ id }) => contents(await (await message(id)).toImage().artwork()),
  }
}
