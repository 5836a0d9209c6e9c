/** A client of a puppet service, no more: how fast it hears, and how fast it speaks. */
import { PuppetService } from 'wechaty-puppet-service'

import { obey, tell } from './lines.mjs'

const puppet = new PuppetService({
  endpoint: process.env.WECHATY_PUPPET_SERVICE_ENDPOINT,
  token: process.env.WECHATY_PUPPET_SERVICE_TOKEN,
})
let heard = () => {}
puppet.on('message', payload => heard(payload))
puppet.on('error', error => console.error(error))

const loggedIn = new Promise(resolve => puppet.once('login', resolve))
await puppet.start()
await loggedIn
tell({ event: 'ready' })

const seconds = since => (performance.now() - since) / 1000

await obey({
  /** Seconds from the first message to the last, each one asked for, as Wechaty does. */
  'hear': ({ messages }) => new Promise((resolve, reject) => {
    let began = 0
    let left = messages
    heard = async ({ messageId }) => {
      began ||= performance.now()
      try {
        await puppet.messagePayload(messageId)
      } catch (error) {
        reject(error)
      }
      if (--left === 0) resolve(seconds(began))
    }
  }),
  /** Seconds that sends take, so many of them abreast. */
  'send': async ({ messages, abreast, to }) => {
    heard = () => {}
    const began = performance.now()
    let left = messages
    const one = async () => {
      while (left-- > 0) await puppet.messageSendText(to, `hello, this is message ${left}`)
    }
    await Promise.all(Array.from({ length: abreast }, one))
    return seconds(began)
  },
})
