"""What people ask with commands, and what they see."""

from tests.bots.discord.stage import Stage


async def test_whoever_asks_gets_minutes_with_links_and_nobody_else_sees_them(acme: Stage) -> None:
    discord = acme.discord
    async with acme.recap():
        said = discord.says(acme.ben, acme.channel, "Decision: the launch moves to Friday 6 March")
        await acme.stored("Decision: the launch moves to Friday 6 March")
        asked = await discord.uses_command(acme.ana, acme.channel, "summarize", {"last": 50}).answered()
        assert asked.acknowledged
        seen = await acme.sees(acme.ana, acme.channel, "the launch moves to Friday 6 March")
        seen = await acme.sees(
            acme.ana, acme.channel, f"https://discord.com/channels/{acme.guild}/{acme.channel}/{said}"
        )
        assert seen["flags"] & 64
        assert len(discord.seen_by(acme.ben, acme.channel)) == 1
