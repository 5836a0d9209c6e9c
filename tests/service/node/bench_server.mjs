/** The TypeScript PuppetServer with its mock, and people who talk as much as they are asked to. */
import { PuppetMock, mock } from 'wechaty-puppet-mock'
import { PuppetServer } from 'wechaty-puppet-service'

import { obey, tell } from './lines.mjs'

const mocker = new mock.Mocker()
const puppet = new PuppetMock({ mocker })
const me = mocker.createContact({ name: 'Bot' })
const people = Array.from({ length: Number(process.env.PEOPLE) }, (_, n) => mocker.createContact({ name: `Alice ${n}` }))
const server = new PuppetServer({
  endpoint: process.env.ENDPOINT,
  puppet,
  token: process.env.WECHATY_PUPPET_SERVICE_TOKEN,
})
await server.start()
tell({ event: 'started', alice: people[0].id })

/** Seconds of processor time until now. */
const spent = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

await obey({
  'log in': () => { mocker.login(me) },
  'wait': () => spent(),
  'talk': ({ messages }) => {
    for (let n = 0; n < messages; n++) people[n % people.length].say(`hello, this is message ${n}`).to(me)
  },
})
