"""Money: reserved before a model is called, settled after, within what a day and a month may cost.

caps      how much there may be spent, how much was, and what that means     bill    what one request cost
budget    reserves, settles, tells the admins                                paid    a model that pays
costs     what was spent, by workspace, channel, model and day               correction  of what a prompt will use
"""
