print("snag")
