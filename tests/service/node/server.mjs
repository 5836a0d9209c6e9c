/** The TypeScript PuppetServer with its mock, and the people of that mock, who do what they are asked to. */
import { FileBox } from 'file-box'
import { PuppetMock, mock } from 'wechaty-puppet-mock'
import { PuppetServer } from 'wechaty-puppet-service'

import { obey, tell } from './lines.mjs'

const mocker = new mock.Mocker()
const puppet = new PuppetMock({ mocker })
const me = mocker.createContact({ name: 'Bot', id: 'bot' })
const server = new PuppetServer({
  puppet,
  endpoint: process.env.ENDPOINT,
  token: process.env.WECHATY_PUPPET_SERVICE_TOKEN,
})

puppet.on('message', async ({ messageId }) => {
  const { text, talkerId, roomId, listenerId, type } = mocker.messagePayload(messageId)
  tell({ event: 'message', id: messageId, text: text ?? '', talker: talkerId, room: roomId ?? '', listener: listenerId ?? '', type })
})

const contact = id => mocker.ContactMock.load(id)
const conversation = ({ room }) => room ? mocker.RoomMock.load(room) : me

await server.start()
tell({ event: 'started' })
await obey({
  'log in': () => { mocker.login(me) },
  'log out': () => puppet.logout(),
  'be ready': () => { puppet.emit('ready', { data: 'ready' }) },
  'show a code': ({ qrcode }) => { mocker.scan(qrcode) },
  'a person': ({ name }) => mocker.createContact({ name }).id,
  'a room': ({ topic, who }) => mocker.createRoom({ topic, memberIdList: [...who, me.id], ownerId: who[0] }).id,
  'says': ({ who, text, mentioned = [], ...where }) => {
    contact(who).say(text, mentioned.map(contact)).to(conversation(where))
  },
  'sends': ({ who, name, base64, ...where }) => {
    contact(who).say(FileBox.fromBase64(base64, name)).to(conversation(where))
  },
  'renames': ({ who, room, topic }) => { mocker.RoomMock.load(room).topic(topic).by(contact(who)) },
  'invites': ({ who, room, whom }) => { mocker.RoomMock.load(room).add(contact(whom)).by(contact(who)) },
  'removes': ({ who, room, whom }) => { mocker.RoomMock.load(room).remove(contact(whom)).by(contact(who)) },
  'is called': ({ who, name }) => { Object.assign(mocker.contactPayload(who), { name }) },
})
