/** The ding-dong bot: nothing in it knows on what it runs. */
import { WechatyBuilder } from 'wechaty'

import { listen } from './happenings.mjs'
import { obey } from './lines.mjs'

const bot = WechatyBuilder.build()
listen(bot)
bot.on('message', async message => {
  if (message.text() === 'ding') await message.say('dong')
})
await bot.start()
await obey({
  reset: () => bot.reset(),
  stop: () => bot.stop(),
})
