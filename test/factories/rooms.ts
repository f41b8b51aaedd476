import { system } from '../../src/platform/actor.js';
import { newId } from '../../src/platform/ids.js';
import { inTransaction } from '../../src/platform/unit-of-work.js';
import { openRoom, sendMessage, type MessageView } from '../../src/rooms/index.js';
import type { User } from '../../src/users/index.js';
import { aCustomer } from './users.js';

export interface TestRoom {
  id: string;
  buyer: User;
  seller: User;
}

/** A room with a buyer and a seller in it, who have said nothing yet. */
export async function aRoom(): Promise<TestRoom> {
  const [buyer, seller] = [
    await aCustomer({ name: 'Ani Pembeli' }),
    await aCustomer({ name: 'Budi Penjual' }),
  ];
  const id = newId();
  const members = [
    { userId: buyer.id, role: 'BUYER' as const },
    { userId: seller.id, role: 'SELLER' as const },
  ];
  await inTransaction(system('test'), async (uow) => {
    openRoom(uow, { id, kind: 'escrow', members });
    await uow.flush();
  });
  return { id, buyer, seller };
}

export const customerActor = ({ id, customerType }: Pick<User, 'id' | 'customerType'>) => ({
  kind: 'customer' as const,
  id,
  customerType,
});

/** Says something in a room as this customer. */
export const speak = (user: User, roomId: string, body: string): Promise<MessageView> =>
  sendMessage(customerActor(user), { roomId, clientId: newId(), body });
