import CustodyCommands

Program.main()
