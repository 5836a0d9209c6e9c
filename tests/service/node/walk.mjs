/** A bot that walks the whole user API of Wechaty, a step whenever it is asked for one. */
import { WechatyBuilder } from 'wechaty'

import { listen } from './happenings.mjs'
import { obey, tell } from './lines.mjs'
import { files } from './walk_files.mjs'
import { life } from './walk_life.mjs'
import { people } from './walk_people.mjs'
import { rooms } from './walk_rooms.mjs'
import { talk } from './walk_talk.mjs'

const timeoutSeconds = Number(process.env.WATCHDOG ?? 60)
const bot = WechatyBuilder.build({ puppetOptions: { timeoutSeconds } })
if (process.env.WATCHDOG) {
  setInterval(() => bot.puppet.state.inactive() === true && bot.reset(), 1_000)
}
listen(bot)
await bot.start()
tell({ event: 'started' })
await obey({ ...life(bot), ...people(bot), ...rooms(bot), ...talk(bot), ...files(bot) })
